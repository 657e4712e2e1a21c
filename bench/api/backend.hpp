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
  /// Nothing enqueued from here on begins before release(), so that what enqueuing costs the host is not in
  /// the device's time. A hold that lasts over a second ends by itself, and elapsed() then throws
  /// std::runtime_error: the operation waits for the device inside enqueue(). Nothing on the host.
  virtual void hold() {}
  virtual void release() {}
  /// How many launches a held stream takes in (Trial::launches() for each operation): a device's queue is
  /// short, and a host that waits for room in it would never release the stream.
  virtual std::uint64_t hold_max() const { return UINT64_MAX; }
  virtual void mark_start() = 0;
  virtual void mark_stop() = 0;
  /// Waits for all that was enqueued, then tells when it ran between the marks.
  virtual Interval elapsed() = 0;
  virtual void synchronize() = 0;
  /// What is enqueued here from now on begins after what was enqueued on the other stream, of the same
  /// backend, until now. Where nothing orders streams on their device the host waits for the other one.
  virtual void wait_for(Stream& other) { other.synchronize(); }
  /// Whether all that was enqueued has finished, without waiting for it: what a wait with a limit asks.
  /// Always on the host. Throws std::runtime_error where the device is lost.
  virtual bool finished() { return true; }
  /// The queue as vendor libraries know it: a cudaStream_t. Null on the host.
  virtual void* native() { return nullptr; }
};

/// Memory of a backend, freed (or returned to the backend's pool) when destroyed.
class Memory {
 public:
  virtual ~Memory() = default;
  /// On the backend's device; readable here only where Backend::host_accessible().
  virtual std::byte* data() = 0;
  virtual Bytes size() const = 0;
};

class Backend {
 public:
  virtual ~Backend() = default;
  /// At least 64-byte aligned, contents undefined, already touched by the threads that will use it.
  /// Throws std::bad_alloc where there is no memory.
  virtual std::unique_ptr<Memory> allocate(Bytes size) = 0;
  /// Memory of the host that upload() and download() copy from and to at once, without a detour: page-locked
  /// where the backend is a device's. The program may read and write it whatever host_accessible() says; at
  /// least 64-byte aligned, contents undefined. Throws std::bad_alloc, or std::runtime_error where the device
  /// refuses.
  virtual std::unique_ptr<Memory> allocate_host(Bytes size);
  virtual std::unique_ptr<Stream> make_stream() = 0;
  /// Puts the given memory out of every cache: what "cold" means. Called between batches, outside timing.
  virtual void evict(std::span<const std::span<std::byte>> memory) = 0;
  /// max(tick, cost of one reading) of the clock behind Stream: a batch lasts at least 1000 of them.
  virtual Nanoseconds clock_resolution() const = 0;
  /// Threads an operation of this process may use on this backend (host: the share of the cpuset).
  virtual int threads() const = 0;
  /// Whether the program itself may read and write Memory::data().
  virtual bool host_accessible() const { return true; }
  /// Copies between the program's memory and this backend's; done on return. Outside timing.
  virtual void upload(std::byte* to, std::span<const std::byte> from);
  virtual void download(std::span<std::byte> to, const std::byte* from);
  /// Freed memory that is kept for the next allocation, and its end.
  virtual Bytes idle_memory() const { return {}; }
  virtual void release_idle_memory() {}
};

}  // namespace gpubench
