#include "results/statistics/shape.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "results/statistics/location.hpp"

namespace gpubench::results {
namespace {

constexpr std::size_t kTimesMin = 32;
constexpr double kChangeMin = 0.02;

}  // namespace

bool is_drifting(std::span<const double> times) {
  if (times.size() < kTimesMin) return false;
  const std::size_t third = times.size() / 3;
  const double moved = std::abs(median(times.last(third)) - median(times.first(third)));
  const double range = quantile(times, 0.75) - quantile(times, 0.25);
  return moved > kChangeMin * median(times) && moved > range;
}

bool is_bimodal(std::span<const double> times) {
  if (times.size() < kTimesMin) return false;
  std::vector<double> sorted(times.begin(), times.end());
  std::ranges::sort(sorted);
  const std::size_t tail = sorted.size() / 10;
  const std::span<const double> middle = std::span(sorted).subspan(tail, sorted.size() - 2 * tail);
  double gap = 0;
  for (std::size_t i = 1; i < middle.size(); ++i) gap = std::max(gap, middle[i] - middle[i - 1]);
  return gap > kChangeMin * middle.front() && gap > 0.5 * (middle.back() - middle.front());
}

}  // namespace gpubench::results
