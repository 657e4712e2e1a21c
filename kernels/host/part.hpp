/// Part: which elements of an array are a thread's, in every pass and at first touch.
#pragma once
#include <cstddef>

namespace gpubench::kernels {

struct Part {
  std::size_t begin;
  std::size_t end;
};

/// Thread `thread`'s of `count` elements shared by `threads`: as equal as whole groups of `granule` elements
/// (a cache line) allow. `static`, because files built for different instruction sets must not share its
/// code.
static inline Part part_of(std::size_t count, std::size_t granule, int thread, int threads) {
  const std::size_t groups = (count + granule - 1) / granule;
  const auto index = static_cast<std::size_t>(thread);
  const auto all = static_cast<std::size_t>(threads);
  const std::size_t begin = groups * index / all * granule;
  const std::size_t end = groups * (index + 1) / all * granule;
  return {begin < count ? begin : count, end < count ? end : count};
}

}  // namespace gpubench::kernels
