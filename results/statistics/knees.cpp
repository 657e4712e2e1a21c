#include "results/statistics/knees.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace gpubench::results {
namespace {

void require_curve(std::span<const CostAt> curve) {
  for (std::size_t i = 0; i < curve.size(); ++i)
    if (!(curve[i].bytes > 0 && curve[i].cost > 0) || (i > 0 && !(curve[i].bytes > curve[i - 1].bytes)))
      throw std::invalid_argument("statistics: a curve's sizes must ascend and its costs be above 0");
}

/// Where ln cost passes the middle between the foot and the top.
double halfway(std::span<const CostAt> rise) {
  const double middle = 0.5 * (std::log(rise.front().cost) + std::log(rise.back().cost));
  std::size_t i = 1;
  while (i + 1 < rise.size() && std::log(rise[i].cost) < middle) ++i;
  const double below = std::log(rise[i - 1].cost), above = std::log(rise[i].cost);
  const double share = (middle - below) / (above - below);
  return std::exp((1 - share) * std::log(rise[i - 1].bytes) + share * std::log(rise[i].bytes));
}

}  // namespace

std::vector<Knee> find_knees(std::span<const CostAt> curve) {
  require_curve(curve);
  std::vector<Knee> knees;
  for (std::size_t foot = 0; foot + 1 < curve.size();) {
    std::size_t top = foot;
    while (top + 1 < curve.size() && curve[top + 1].cost >= kKneeStep * curve[top].cost) ++top;
    const double factor = curve[top].cost / curve[foot].cost;
    if (factor >= kKneeRise)
      knees.push_back(
          {curve[foot].bytes, curve[top].bytes, halfway(curve.subspan(foot, top - foot + 1)), factor});
    foot = std::max(top, foot + 1);
  }
  return knees;
}

}  // namespace gpubench::results
