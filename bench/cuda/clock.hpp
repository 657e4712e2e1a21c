/// EventClock: when a device's events happened, by the host's steady clock.
#pragma once
#include <span>

#include "bench/api/units.hpp"
#include "bench/cuda/handles.hpp"

namespace gpubench {

/// CUDA tells only how far apart two events are, so one whose time the host knows, the anchor, is recorded
/// anew every second: two oscillators part by some 10 us in that time. An event's time is right to what one
/// synchronisation takes, some microseconds; durations do not pass through here.
class EventClock {
 public:
  EventClock();

  /// Records the anchor where it is older than a second; waits for nothing but that. Before an event that
  /// time_of() is asked for.
  void refresh();
  Nanoseconds time_of(const CudaEvent& event) const;

 private:
  CudaQueue queue_;
  CudaEvent anchor_;
  Nanoseconds anchored_;
};

/// What a clock of events resolves, from the times in milliseconds between neighbours of a row of events with
/// nothing between them: the largest of the tick (the smallest step between two such times), of their median,
/// which is in every duration, and of the 0.5 us that NVIDIA's documentation promises: times may step more
/// finely than they are true.
/// Source: CUDA Runtime API, cudaEventElapsedTime.
Nanoseconds resolution_of(std::span<const float> gaps_ms);

}  // namespace gpubench
