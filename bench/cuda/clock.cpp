#include "bench/cuda/clock.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <vector>

namespace gpubench {
namespace {

constexpr Nanoseconds kAnchorAge = std::chrono::seconds(1);

Nanoseconds nanoseconds(float milliseconds) {
  return Nanoseconds(std::llround(1e6 * static_cast<double>(milliseconds)));
}

}  // namespace

EventClock::EventClock() : queue_(make_queue()), anchor_(make_event()), anchored_(now() - 2 * kAnchorAge) {
  refresh();
}

void EventClock::refresh() {
  if (now() - anchored_ < kAnchorAge) return;
  constexpr int tries = 5;  // The quickest counts: an interruption only makes a try longer.
  Nanoseconds shortest = Nanoseconds::max();
  for (int i = 0; i < tries; ++i) {
    CudaEvent event = make_event();
    const Nanoseconds before = now();
    check_cuda(cudaEventRecord(event.get(), queue_.get()), "cudaEventRecord");
    check_cuda(cudaEventSynchronize(event.get()), "cudaEventSynchronize");
    const Nanoseconds after = now();
    if (after - before >= shortest) continue;
    shortest = after - before;
    anchored_ = before + (after - before) / 2;
    anchor_ = std::move(event);
  }
}

Nanoseconds EventClock::time_of(const CudaEvent& event) const {
  return anchored_ + nanoseconds(milliseconds_between(anchor_, event));
}

Nanoseconds resolution_of(std::span<const float> gaps_ms) {
  constexpr Nanoseconds documented{500};
  std::vector<Nanoseconds> gaps;
  for (const float gap : gaps_ms) {
    if (gap > 0) gaps.push_back(nanoseconds(gap));
  }
  if (gaps.empty()) return documented;
  std::ranges::sort(gaps);
  Nanoseconds tick{0};
  for (std::size_t i = 1; i < gaps.size(); ++i) {
    const Nanoseconds step = gaps[i] - gaps[i - 1];
    if (step.count() > 0 && (tick.count() == 0 || step < tick)) tick = step;
  }
  return std::max({tick, gaps[gaps.size() / 2], documented});
}

}  // namespace gpubench
