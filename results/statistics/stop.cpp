#include "results/statistics/stop.hpp"

#include <algorithm>
#include <cmath>

#include "results/statistics/location.hpp"

namespace gpubench::results {
namespace {

constexpr double kWindowsAgree = 0.02;
constexpr std::size_t kWindowMax = 32;
constexpr double kHalfWidthMax = 0.005;
/// Below it the interval's own width is little more than a guess.
constexpr double kEffectiveMin = 8;

}  // namespace

bool warm_up_done(std::span<const double> times_so_far) {
  const std::size_t n = times_so_far.size();
  if (n < kWarmUpMin) return false;
  const std::size_t window = std::clamp<std::size_t>(n / 4, 1, kWindowMax);
  const double last = median(times_so_far.last(window));
  const double before = median(times_so_far.subspan(n - 2 * window, window));
  return std::abs(last - before) <= kWindowsAgree * before;
}

bool precise_enough(double half_width_max_over_ranks, double effective_min_over_ranks) {
  return half_width_max_over_ranks <= kHalfWidthMax && effective_min_over_ranks >= kEffectiveMin;
}

}  // namespace gpubench::results
