/// Trial: one benchmark at one point of its axes, with its buffers, ready to be measured and checked.
#pragma once
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "bench/numerics/verdict.hpp"

namespace gpubench {

class Stream;

/// By what a batch is timed.
enum class Timing {
  device,  ///< The stream's own clock, the stream held until the whole batch is enqueued.
  /// The wall clock, from the first enqueue() to the end of Stream::synchronize(): where the host's part is
  /// what is measured (launches, copies from pageable memory, allocation) or enqueue() itself waits for the
  /// device.
  wall
};

/// A trial owns its buffers. Outputs are poisoned by reset() (NaN; integers out of the family's range), so
/// that verify() before enqueue() must fail.
class Trial {
 public:
  virtual ~Trial() = default;
  /// Restores inputs and poisons outputs; outside timing. Collective for world scope.
  virtual void reset() = 0;
  /// The operation, nothing else: no allocation, no checks, no timing.
  virtual void enqueue(Stream& stream) = 0;
  /// A verdict on this rank's output after that many applications since reset(). Collective for world scope.
  virtual Verdict verify(std::uint64_t applications) = 0;
  /// How many applications keep verify() exact (an accumulating f32 output leaves the exact integers some
  /// day); the harness calls reset() before they are used up.
  virtual std::uint64_t applications_max() const { return std::numeric_limits<std::uint64_t>::max(); }
  virtual Timing timing() const { return Timing::device; }
  /// Places that one enqueue() takes in a device's queue, at most: kernels, copies, events, nodes of a graph.
  /// Seven leave room for what a call of a vendor's library does beside its kernel, layout changes included.
  virtual std::uint64_t launches() const { return 7; }
  /// The memory an application touches, for cold mode.
  virtual std::vector<std::span<std::byte>> footprint() { return {}; }
  /// What a reader of the record should know: threads, instruction set, algorithm, provider's own name.
  virtual std::vector<std::pair<std::string, std::string>> facts() const { return {}; }
};

}  // namespace gpubench
