/// Interlab: what laboratories that measured the same say of how well a figure repeats, and which of them
/// disagrees with the others.
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "results/statistics/variance_components.hpp"

namespace gpubench::results {

/// L of each launch of one laboratory (site), on ln value.
using LabLaunches = std::vector<double>;

/// ISO 5725-2, 7.4, for one case, laboratories with n_i launches each, N in all:
/// s_r^2 = sum (n_i - 1) s_i^2 / (N - p); s_L^2 = (s_d^2 - s_r^2) / n0, at least 0, with
/// s_d^2 = sum n_i (mean_i - mean)^2 / (p - 1), n0 = (N - sum n_i^2 / N) / (p - 1); s_R^2 = s_r^2 + s_L^2.
struct Precision5725 {
  Component repeatability;    ///< s_r^2: one laboratory, its own launches. Needs one with 2.
  Component between;          ///< s_L^2: of the laboratories. Needs 3, and s_r^2.
  Component reproducibility;  ///< s_R^2: likewise.
};
/// Throws std::invalid_argument where a laboratory has no launch, or there is none.
Precision5725 precision_of_labs(std::span<const LabLaunches> labs);

/// Two single launches differ by more than this factor times their sd in 5 % of cases: 1.96 sqrt(2), as ISO
/// 5725-6 rounds it.
inline constexpr double kLimitFactor = 2.8;
/// The repeatability or reproducibility limit of a variance: 2.8 s.
double precision_limit(double variance);

/// How one laboratory lies among the others.
struct LabConsistency {
  double mean = 0;
  double effect = 0;        ///< mean less the mean of the other laboratories' means.
  double h = 0;             ///< Mandel: (mean_i - mean of means) / sd of means.
  std::optional<double> k;  ///< Mandel: s_i / s_r; nothing of one launch.
  double p_mean = 1;        ///< Grubbs, two-sided, over all laboratories (Bonferroni).
  std::optional<double>
      p_spread;  ///< Cochran, that its launches vary no more; likewise. Nothing of one launch.
};

/// h, k and the tests behind ISO 5725-2, 7.3. p_mean: 2 p P(T_{p-2} > t), t^2 = p (p-2) h^2 / ((p-1)^2 - p
/// h^2), which is Grubbs' test of h. p_spread: p P(F > s_i^2 / s_-i^2), s_-i^2 that of the other
/// laboratories' launches: with equal n_i it is Cochran's test of max s_i^2 / sum s_i^2. No spread is
/// believed that is under kErrorFloor. 3 laboratories or more, each with a launch; else
/// std::invalid_argument.
std::vector<LabConsistency> lab_consistency(std::span<const LabLaunches> labs);

/// A laboratory that disagrees.
struct OutlierLab {
  enum class In { mean, spread };
  std::size_t lab = 0;
  In in = In::mean;
  double p = 1;
};
/// The one with the least p, where that is at most kOutlierRate for one of the two tests; of a mean also the
/// effect must be what a verdict calls a change. By Mandel's h and k at their own 1 % limits, which are those
/// of one laboratory, one of 8 clean ones would be named in 8 % of studies for h, and again for k.
std::optional<OutlierLab> outlier_lab(std::span<const LabConsistency> labs);

/// Level of each of the two tests: ISO 5725-2, 7.3.2, calls an outlier what 1 % of clean studies would hold.
inline constexpr double kOutlierRate = 0.01;

/// Of several cases [case][laboratory][launch] one table [laboratory][launch]: the mean over cases of L. What
/// is a laboratory's own adds up there, what is a case's own does not; and since cases of a launch are not
/// independent, the launch stays the replicate. Throws std::invalid_argument where there is no case, or cases
/// are of other laboratories or launches.
std::vector<LabLaunches> mean_over_cases(std::span<const std::vector<LabLaunches>> cases);

}  // namespace gpubench::results
