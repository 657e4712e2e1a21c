#include "results/statistics/agreement.hpp"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "results/statistics/location.hpp"

namespace gpubench::results {
namespace {

constexpr double kTail = 0.025;
constexpr double kLimit = 1.96;  // Bland and Altman's own figure
constexpr std::size_t kCasesMin = 3;

/// Mean of products of distances from the means.
double moment(std::span<const double> a, double center_a, std::span<const double> b, double center_b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - center_a) * (b[i] - center_b);
  return sum / static_cast<double>(a.size());
}

void require_cases(std::span<const double> a, std::span<const double> b) {
  if (a.size() != b.size() || a.size() < kCasesMin)
    throw std::invalid_argument("statistics: agreement needs 3 or more cases, the same on both sides");
}

}  // namespace

BlandAltman bland_altman(std::span<const double> a, std::span<const double> b) {
  require_cases(a, b);
  std::vector<double> differences;
  for (std::size_t i = 0; i < a.size(); ++i) differences.push_back(b[i] - a[i]);
  const auto count = static_cast<double>(differences.size());
  BlandAltman seen;
  seen.cases = differences.size();
  seen.bias = mean(differences);
  const double spread =
      std::sqrt(moment(differences, seen.bias, differences, seen.bias) * count / (count - 1));
  const double t = boost::math::quantile(boost::math::complement(boost::math::students_t(count - 1), kTail));
  seen.bias_half_width = t * spread / std::sqrt(count);
  seen.lower = seen.bias - kLimit * spread;
  seen.upper = seen.bias + kLimit * spread;
  seen.limit_half_width = t * spread * std::sqrt(1 / count + kLimit * kLimit / (2 * (count - 1)));
  return seen;
}

std::optional<Concordance> concordance(std::span<const double> a, std::span<const double> b) {
  require_cases(a, b);
  const double mean_a = mean(a), mean_b = mean(b);
  const double variance_a = moment(a, mean_a, a, mean_a), variance_b = moment(b, mean_b, b, mean_b);
  const double covariance = moment(a, mean_a, b, mean_b);
  const double apart = (mean_a - mean_b) * (mean_a - mean_b);
  if (variance_a == 0 || variance_b == 0 || covariance == 0) return std::nullopt;
  const double c = 2 * covariance / (variance_a + variance_b + apart);
  const double scale = std::sqrt(variance_a * variance_b);
  const double r = covariance / scale, u2 = apart / scale;
  const double rest = 1 - c * c;
  if (rest <= 0) return std::nullopt;
  const double variance =
      ((1 - r * r) * c * c / (rest * r * r) + 2 * c * c * c * (1 - c) * u2 / (r * rest * rest) -
       c * c * c * c * u2 * u2 / (2 * r * r * rest * rest)) /
      (static_cast<double>(a.size()) - 2);
  if (!(variance >= 0)) return std::nullopt;
  const double reach =
      boost::math::quantile(boost::math::complement(boost::math::normal(), kTail)) * std::sqrt(variance);
  const double z = std::atanh(c);
  return Concordance{a.size(), c, std::tanh(z - reach), std::tanh(z + reach)};
}

}  // namespace gpubench::results
