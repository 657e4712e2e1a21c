/// for_parts: a range of elements cut among threads, for work outside timing.
#pragma once
#include <algorithm>
#include <cstdint>
#include <thread>
#include <vector>

namespace gpubench {

/// Calls work(begin, end) on at most `threads` threads for pieces that cover 0 .. count, each begin a
/// multiple of `grain`. work must not throw.
template <class Work>
void for_parts(std::uint64_t count, std::uint64_t grain, int threads, const Work& work) {
  const std::uint64_t grains = (count + grain - 1) / grain;
  const std::uint64_t parts =
      std::clamp<std::uint64_t>(grains, 1, static_cast<std::uint64_t>(std::max(threads, 1)));
  const auto run = [&](std::uint64_t part) {
    work(std::min(count, grains * part / parts * grain),
         std::min(count, grains * (part + 1) / parts * grain));
  };
  std::vector<std::jthread> others;
  others.reserve(parts - 1);
  for (std::uint64_t part = 1; part < parts; ++part) others.emplace_back(run, part);
  run(0);
}

}  // namespace gpubench
