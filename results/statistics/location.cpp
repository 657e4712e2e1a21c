#include "results/statistics/location.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace gpubench::results {

double mean(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

namespace {

/// Above this, (1+r1)/(1-r1) would say more of the estimate's noise than of the series.
constexpr double kCorrelationMax = 0.98;

std::vector<double> sorted_copy(std::span<const double> values) {
  if (values.empty()) throw std::invalid_argument("statistics: empty series");
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  return sorted;
}

/// Sum of squared distances from the mean.
double squares(std::span<const double> values) {
  const double center = mean(values);
  double sum = 0;
  for (const double value : values) sum += (value - center) * (value - center);
  return sum;
}

/// 1-based ranks in series order, ties averaged.
std::vector<double> ranks_of(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
  std::vector<double> ranks(values.size());
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    while (end < order.size() && values[order[end]] == values[order[begin]]) ++end;
    for (std::size_t i = begin; i < end; ++i) ranks[order[i]] = 0.5 * static_cast<double>(begin + end + 1);
  }
  return ranks;
}

double tau_of_neighbours(std::span<const double> ranks, double variance) {
  const auto n = static_cast<double>(ranks.size());
  const double center = mean(ranks);
  double covariance = 0;
  for (std::size_t i = 0; i + 1 < ranks.size(); ++i)
    covariance += (ranks[i] - center) * (ranks[i + 1] - center);
  double r1 = covariance / n / variance;
  r1 = std::min(kCorrelationMax, r1 + (1 + 4 * r1) / n);
  return r1 <= 0 ? 1.0 : (1 + r1) / (1 - r1);
}

double tau_of_batches(std::span<const double> ranks, double variance) {
  const auto n = ranks.size();
  const auto size = std::max<std::size_t>(2, static_cast<std::size_t>(std::sqrt(static_cast<double>(n))));
  const std::size_t count = n / size;
  std::vector<double> means;
  means.reserve(count);
  for (std::size_t i = n - count * size; i < n; i += size) means.push_back(mean(ranks.subspan(i, size)));
  if (count < 2) return 1.0;
  return static_cast<double>(size) * squares(means) / static_cast<double>(count - 1) / variance;
}

double autocorrelation_time(std::span<const double> values) {
  const std::vector<double> ranks = ranks_of(values);
  const double variance = squares(ranks) / static_cast<double>(ranks.size());
  if (variance == 0) return 1.0;
  return std::max({1.0, tau_of_neighbours(ranks, variance), tau_of_batches(ranks, variance)});
}

}  // namespace

double interquartile_mean(std::span<const double> values) {
  if (values.size() < 5) return median(values);
  // The mean asks only who lies within the quartiles, not in which order.
  std::vector<double> parted(values.begin(), values.end());
  const auto cut = static_cast<std::ptrdiff_t>(parted.size() / 4);
  std::nth_element(parted.begin(), parted.begin() + cut, parted.end());
  std::nth_element(parted.begin() + cut, parted.end() - cut, parted.end());
  return mean(std::span(parted.begin() + cut, parted.end() - cut));
}

double median(std::span<const double> values) {
  return quantile(values, 0.5);
}

double quantile(std::span<const double> values, double p) {
  if (!(p >= 0 && p <= 1)) throw std::invalid_argument("statistics: quantile outside [0, 1]");
  if (values.empty()) throw std::invalid_argument("statistics: empty series");
  // Two neighbours of the order are asked for: what is below the first and above it need not be sorted.
  std::vector<double> parted(values.begin(), values.end());
  const double place = p * static_cast<double>(parted.size() - 1);
  const auto below = parted.begin() + static_cast<std::ptrdiff_t>(place);
  std::nth_element(parted.begin(), below, parted.end());
  const double share = place - std::floor(place);
  if (below + 1 == parted.end()) return *below;
  return *below + share * (*std::min_element(below + 1, parted.end()) - *below);
}

Precision precision_of(std::span<const double> times) {
  const std::size_t n = times.size();
  if (n < 5) return {std::numeric_limits<double>::infinity(), static_cast<double>(n), 1.0};
  std::vector<double> logs(n);
  std::ranges::transform(times, logs.begin(), [](double t) { return std::log(t); });
  const std::vector<double> sorted = sorted_copy(logs);
  const std::size_t cut = n / 4;
  std::vector<double> clipped(n);
  std::ranges::transform(logs, clipped.begin(),
                         [&](double y) { return std::clamp(y, sorted[cut], sorted[n - 1 - cut]); });

  const auto count = static_cast<double>(n);
  const double kept = static_cast<double>(n - 2 * cut) / count;
  const double tau = autocorrelation_time(logs);
  const double deviation = std::sqrt(squares(clipped) / (count - 1));
  const double error = deviation * std::sqrt(tau) / (kept * std::sqrt(count));
  const double freedom = std::max(2.0, count / tau * kept - 1);
  const boost::math::students_t t(freedom);
  return {boost::math::quantile(t, 0.975) * error, count / tau, tau};
}

}  // namespace gpubench::results
