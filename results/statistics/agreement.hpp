/// Agreement: whether two sites that measured the same cases may stand for each other.
#pragma once
#include <cstddef>
#include <optional>
#include <span>

namespace gpubench::results {

/// Bland and Altman's bias and limits of agreement of d_i = b_i - a_i, both on ln value: n cases, d their
/// mean, s their sd, z = 1.96. Limits are d +- z s; 95 % intervals are d +- t s / sqrt(n) and each limit
/// +- t s sqrt(1/n + z^2 / (2 (n-1))), t of n - 1 degrees of freedom.
/// Source: Bland, Altman, Measuring agreement in method comparison studies, 1999, sections 2 and 3.
struct BlandAltman {
  std::size_t cases = 0;
  double bias = 0;
  double bias_half_width = 0;
  double lower = 0, upper = 0;  ///< Limits of agreement: 95 % of cases lie between.
  double limit_half_width = 0;
};
/// 3 or more cases, as many of each; else std::invalid_argument.
BlandAltman bland_altman(std::span<const double> a, std::span<const double> b);

/// Lin's concordance: 2 s_ab / (s_a^2 + s_b^2 + (mean_a - mean_b)^2), moments over n. 1: equal, not only in
/// proportion. Of fractions of peak: raw times of unlike cases agree whatever they are.
/// Interval at 95 % by Fisher's z, variance 1/(n-2) ((1-r^2) c^2 / ((1-c^2) r^2) + 2 c^3 (1-c) u^2 / (r
/// (1-c^2)^2)
/// - c^4 u^4 / (2 r^2 (1-c^2)^2)), c the concordance, r the correlation, u^2 = (mean_a - mean_b)^2 / (s_a
/// s_b). Source: Lin, Biometrics 45 (1989) and its correction, 56 (2000).
struct Concordance {
  std::size_t cases = 0;
  double value = 0;
  double lower = 0, upper = 0;
};
/// 3 or more cases, as many of each; else std::invalid_argument. Nothing where one side does not vary, the
/// two are not correlated at all, or are equal: there the interval is not defined.
std::optional<Concordance> concordance(std::span<const double> a, std::span<const double> b);

}  // namespace gpubench::results
