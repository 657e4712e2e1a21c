#include "tests/calibration/peers.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <numeric>
#include <utility>

#include "results/statistics/location.hpp"

namespace gpubench::calibration {
namespace {

using results::LaunchSamples;

std::vector<double> pooled(const LaunchSamples& launch) {
  std::vector<double> all;
  for (const auto& rank : launch) all.insert(all.end(), rank.begin(), rank.end());
  return all;
}

double mean(const std::vector<double>& x) {
  return std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
}

double variance(const std::vector<double>& x) {
  const double center = mean(x);
  double sum = 0;
  for (const double value : x) sum += (value - center) * (value - center);
  return sum / static_cast<double>(x.size() - 1);
}

/// By the normal approximation, which hundreds of samples without ties allow.
bool mann_whitney(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<std::pair<double, bool>> all;
  for (const double value : a) all.emplace_back(value, true);
  for (const double value : b) all.emplace_back(value, false);
  std::ranges::sort(all);
  double ranks_of_a = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].second) ranks_of_a += static_cast<double>(i + 1);
  }
  const auto m = static_cast<double>(a.size()), n = static_cast<double>(b.size());
  const double u = ranks_of_a - m * (m + 1) / 2;
  const double z = (u - m * n / 2) / std::sqrt(m * n * (m + n + 1) / 12);
  return 2 * boost::math::cdf(boost::math::complement(boost::math::normal(), std::abs(z))) < 0.05;
}

bool welch(const std::vector<double>& a, const std::vector<double>& b) {
  return results::unpaired_contrast(a, b, results::Better::lower, 0).p < 0.05;
}

bool threshold(const std::vector<double>& a, const std::vector<double>& b) {
  return std::abs(mean(b) / mean(a) - 1) > 0.05;
}

bool nvbench(const std::vector<double>& a, const std::vector<double>& b) {
  const double noise = std::min(std::sqrt(variance(a)) / mean(a), std::sqrt(variance(b)) / mean(b));
  return std::abs(mean(b) / mean(a) - 1) > noise;
}

bool nvbench_robust(const std::vector<double>& a, const std::vector<double>& b) {
  const auto clear_of = [](const std::vector<double>& slow, const std::vector<double>& fast) {
    return *std::ranges::min_element(slow) > 1.005 * results::quantile(fast, 0.75);
  };
  return clear_of(a, b) || clear_of(b, a);
}

template <class Test>
Rule on_pooled(std::string name, Test test) {
  return {std::move(name),
          [test](const LaunchSamples& a, const LaunchSamples& b) { return test(pooled(a), pooled(b)); }};
}

}  // namespace

std::vector<Rule> peer_rules() {
  return {on_pooled("Mann-Whitney, p < 0.05", mann_whitney), on_pooled("Welch's t, p < 0.05", welch),
          on_pooled("mean beyond 5 %", threshold), on_pooled("nvbench, older script", nvbench),
          on_pooled("nvbench, robust", nvbench_robust)};
}

}  // namespace gpubench::calibration
