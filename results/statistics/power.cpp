#include "results/statistics/power.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <stdexcept>

namespace gpubench::results {
namespace {

constexpr double kPower = 0.8;

/// Standard errors between no difference and one that is found kPower of the time at one look.
double errors_to_find(double freedom, const Thresholds& thresholds) {
  const boost::math::students_t t(freedom);
  const double rejected =
      boost::math::quantile(boost::math::complement(t, thresholds.error_rate_of_a_look() / 2));
  return rejected + boost::math::quantile(t, kPower);
}

double noise_to_overcome(const Prior& prior, std::size_t pairs, const Thresholds& thresholds) {
  if (pairs < 2) throw std::invalid_argument("statistics: nothing is resolved by fewer than 2 pairs");
  const auto count = static_cast<double>(pairs);
  const double error = std::max(std::sqrt(prior.variance), kErrorFloor) / std::sqrt(count);
  const double freedom = std::min(kPriorFreedomMax, prior.freedom) + count - 1;
  return errors_to_find(freedom, thresholds) * error;
}

}  // namespace

double resolvable_change(const Prior& prior, std::size_t pairs, const Thresholds& thresholds) {
  return std::max(thresholds.change, noise_to_overcome(prior, pairs, thresholds));
}

bool is_on_watch(const Prior& prior, const Thresholds& thresholds) {
  return noise_to_overcome(prior, kLooks.back(), thresholds) > thresholds.margin;
}

std::optional<std::size_t> launches_to_resolve(double change, double variance, const Thresholds& thresholds) {
  if (!(change > 0)) throw std::invalid_argument("statistics: a change to resolve is above 0");
  const double deviation = std::max(std::sqrt(variance), kErrorFloor);
  for (std::size_t launches = 2; launches <= kLaunchesMax; ++launches) {
    const auto count = static_cast<double>(launches);
    const double error = deviation * std::sqrt(2 / count);
    if (errors_to_find(2 * (count - 1), thresholds) * error <= change) return launches;
  }
  return std::nullopt;
}

}  // namespace gpubench::results
