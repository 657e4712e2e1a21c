/// Backend: where memory lives and operations run. Stream: the order they run in, and the clock beside it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "bench/api/units.hpp"

namespace gpubench {

/// When a batch ran: steady-clock start and the duration the device's own clock gives (on the host the same
/// clock).
struct Interval {
  Nanoseconds start{};
  Nanoseconds duration{};
};

/// An ordered queue of operations. On the host an operation has finished when enqueue() returns.
class Stream {
 public:
  virtual ~Stream() = default;
  virtual void mark_start() = 0;
  virtual void mark_stop() = 0;
  /// Waits for all that was enqueued, then tells when it ran between the marks.
  virtual Interval elapsed() = 0;
  virtual void synchronize() = 0;
};

/// Memory of a backend, freed (or returned to the backend's pool) when destroyed.
class Memory {
 public:
  virtual ~Memory() = default;
  virtual std::byte* data() = 0;
  virtual Bytes size() const = 0;
};

class Backend {
 public:
  virtual ~Backend() = default;
  /// At least 64-byte aligned, contents undefined, already touched by the threads that will use it.
  /// Throws std::bad_alloc where there is no memory.
  virtual std::unique_ptr<Memory> allocate(Bytes size) = 0;
  virtual std::unique_ptr<Stream> make_stream() = 0;
  /// Puts the given memory out of every cache: what "cold" means. Called between batches, outside timing.
  virtual void evict(std::span<const std::span<std::byte>> memory) = 0;
  /// max(tick, cost of one reading) of the clock behind Stream: a batch lasts at least 1000 of them.
  virtual Nanoseconds clock_resolution() const = 0;
  /// Threads an operation of this process may use on this backend (host: the share of the cpuset).
  virtual int threads() const = 0;
};

}  // namespace gpubench
