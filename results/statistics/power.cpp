#include "results/statistics/power.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <stdexcept>

namespace gpubench::results {
namespace {

constexpr double kPower = 0.8;

}  // namespace

double resolvable_change(const Prior& prior, std::size_t pairs, const Thresholds& thresholds) {
  if (pairs < 2) throw std::invalid_argument("statistics: nothing is resolved by fewer than 2 pairs");
  const auto count = static_cast<double>(pairs);
  const double error = std::max(std::sqrt(prior.variance), kErrorFloor) / std::sqrt(count);
  const boost::math::students_t t(std::min(kPriorFreedomMax, prior.freedom) + count - 1);
  const double rejected =
      boost::math::quantile(boost::math::complement(t, thresholds.error_rate_of_a_look() / 2));
  return std::max(thresholds.change, (rejected + boost::math::quantile(t, kPower)) * error);
}

bool is_on_watch(const Prior& prior, const Thresholds& thresholds) {
  return resolvable_change(prior, kLooks.back(), thresholds) > thresholds.margin;
}

}  // namespace gpubench::results
