#include "results/statistics/contrast.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "results/statistics/location.hpp"

namespace gpubench::results {
namespace {

/// Unbiased; 2 or more values.
double variance(std::span<const double> values) {
  const double center = mean(values);
  double sum = 0;
  for (const double value : values) sum += (value - center) * (value - center);
  return sum / static_cast<double>(values.size() - 1);
}

Contrast contrast_of(double effect, double error, double freedom, std::size_t replicates, Better better) {
  Contrast contrast{better == Better::lower ? effect : -effect, error, freedom, 1, replicates};
  const boost::math::students_t t(freedom);
  contrast.p = 2 * boost::math::cdf(boost::math::complement(t, std::abs(effect) / error));
  return contrast;
}

}  // namespace

std::vector<double> rank_locations(const LaunchSamples& launch) {
  std::vector<double> locations;
  std::vector<double> logs;
  for (const std::vector<double>& samples : launch) {
    logs.resize(samples.size());
    std::ranges::transform(samples, logs.begin(), [](double sample) { return std::log(sample); });
    locations.push_back(interquartile_mean(logs));
  }
  return locations;
}

double launch_location(std::span<const double> rank_locations) {
  if (rank_locations.empty()) throw std::invalid_argument("statistics: a launch without ranks");
  return mean(rank_locations);
}

double error_floor(double tick, double median_time) {
  if (!(median_time > 0)) return kErrorFloor;
  return std::max(kErrorFloor, tick / (std::sqrt(12.0) * median_time));
}

Contrast paired_contrast(std::span<const double> a, std::span<const double> b, Better better,
                         std::optional<Prior> prior, double floor) {
  if (a.size() != b.size() || a.size() < 2)
    throw std::invalid_argument("statistics: a paired contrast needs 2 or more pairs");
  std::vector<double> differences(a.size());
  std::ranges::transform(b, a, differences.begin(), std::minus<>{});
  const auto pairs = static_cast<double>(a.size());
  double freedom = pairs - 1;
  double spread = variance(differences);
  if (prior) {
    const double known = std::min(kPriorFreedomMax, prior->freedom);
    spread = (known * prior->variance + freedom * spread) / (known + freedom);
    freedom += known;
  }
  const double error = std::max(std::sqrt(spread / pairs), floor / std::sqrt(pairs));
  return contrast_of(mean(differences), error, freedom, a.size(), better);
}

Contrast unpaired_contrast(std::span<const double> a, std::span<const double> b, Better better,
                           double floor) {
  if (a.size() < 2 || b.size() < 2)
    throw std::invalid_argument("statistics: an unpaired contrast needs 2 or more launches a side");
  const auto launches_a = static_cast<double>(a.size());
  const auto launches_b = static_cast<double>(b.size());
  const double share_a = variance(a) / launches_a;
  const double share_b = variance(b) / launches_b;
  const double sum = share_a + share_b;
  const double freedom =
      sum == 0 ? 1
               : sum * sum / (share_a * share_a / (launches_a - 1) + share_b * share_b / (launches_b - 1));
  const double error = std::max(std::sqrt(sum), floor * std::sqrt(1 / launches_a + 1 / launches_b));
  return contrast_of(mean(b) - mean(a), error, freedom, std::min(a.size(), b.size()), better);
}

Contrast ledger_contrast(std::span<const double> ledger, double candidate, Better better, double floor) {
  if (ledger.size() < kLedgerMin)
    throw std::invalid_argument("statistics: a ledger needs 6 or more launches");
  const auto launches = static_cast<double>(ledger.size());
  const double error = std::max(std::sqrt(variance(ledger) * (1 + 1 / launches)), floor);
  return contrast_of(candidate - mean(ledger), error, launches - 1, 1, better);
}

double half_width(const Contrast& contrast, double tail) {
  const boost::math::students_t t(contrast.freedom);
  return boost::math::quantile(boost::math::complement(t, tail)) * contrast.error;
}

}  // namespace gpubench::results
