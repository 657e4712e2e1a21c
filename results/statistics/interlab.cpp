#include "results/statistics/interlab.hpp"

#include <algorithm>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "results/statistics/contrast.hpp"
#include "results/statistics/location.hpp"
#include "results/statistics/verdict.hpp"

namespace gpubench::results {
namespace {

/// Sum of squared distances from the mean, and its degrees of freedom.
struct LabSquares {
  double sum = 0;
  double freedom = 0;
};

LabSquares squares_of(std::span<const double> values) {
  const double center = mean(values);
  LabSquares squares{0, static_cast<double>(values.size()) - 1};
  for (const double value : values) squares.sum += (value - center) * (value - center);
  return squares;
}

LabSquares pooled(std::span<const LabSquares> parts) {
  LabSquares all;
  for (const LabSquares& part : parts) {
    all.sum += part.sum;
    all.freedom += part.freedom;
  }
  return all;
}

void require_launches(std::span<const LabLaunches> labs, std::size_t fewest) {
  if (labs.size() < fewest || std::ranges::any_of(labs, &LabLaunches::empty))
    throw std::invalid_argument("statistics: too few laboratories, or one without a launch");
}

/// A variance that is believed.
double floored(double variance) {
  return std::max(variance, kErrorFloor * kErrorFloor);
}

double grubbs_p(double h, double labs) {
  // h cannot exceed (p-1)/sqrt(p); there all others are equal.
  const double left = (labs - 1) * (labs - 1) - labs * h * h;
  if (left <= 0) return 0;
  const double t = std::sqrt(labs * (labs - 2) * h * h / left);
  const boost::math::students_t distribution(labs - 2);
  return std::min(1.0, 2 * labs * boost::math::cdf(boost::math::complement(distribution, t)));
}

/// Tests the spread of lab `i` against that of the others.
std::optional<double> cochran_p(std::span<const LabSquares> labs, std::size_t i) {
  const LabSquares all = pooled(labs);
  const double others = all.freedom - labs[i].freedom;
  if (labs[i].freedom <= 0 || others <= 0) return std::nullopt;
  const double variance = floored(labs[i].sum / labs[i].freedom);
  const double ratio = variance / floored((all.sum - labs[i].sum) / others);
  const boost::math::fisher_f distribution(labs[i].freedom, others);
  return std::min(
      1.0, static_cast<double>(labs.size()) * boost::math::cdf(boost::math::complement(distribution, ratio)));
}

}  // namespace

Precision5725 precision_of_labs(std::span<const LabLaunches> labs) {
  require_launches(labs, 1);
  std::vector<LabSquares> parts;
  double launches = 0, squared = 0, sum = 0;
  for (const LabLaunches& lab : labs) {
    const auto size = static_cast<double>(lab.size());
    parts.push_back(squares_of(lab));
    launches += size;
    squared += size * size;
    sum += size * mean(lab);
  }
  const LabSquares within = pooled(parts);
  const std::string few_labs = "not identifiable: fewer than 3 sites";
  const std::string few_launches = "not identifiable: one launch a site";
  Precision5725 precision;
  if (within.freedom <= 0) {
    precision.repeatability.why = few_launches;
    precision.between.why = precision.reproducibility.why =
        labs.size() < kLevelsMin ? few_labs : few_launches;
    return precision;
  }
  const double repeatability = within.sum / within.freedom;
  precision.repeatability.variance = repeatability;
  if (labs.size() < kLevelsMin) {
    precision.between.why = precision.reproducibility.why = few_labs;
    return precision;
  }
  const double freedom = static_cast<double>(labs.size()) - 1;
  double between = 0;
  for (const LabLaunches& lab : labs)
    between += static_cast<double>(lab.size()) * std::pow(mean(lab) - sum / launches, 2) / freedom;
  const double size = (launches - squared / launches) / freedom;
  precision.between.variance = std::max(0.0, (between - repeatability) / size);
  precision.reproducibility.variance = repeatability + *precision.between.variance;
  return precision;
}

double precision_limit(double variance) {
  return kLimitFactor * std::sqrt(variance);
}

std::vector<LabConsistency> lab_consistency(std::span<const LabLaunches> labs) {
  require_launches(labs, kLevelsMin);
  std::vector<double> means;
  std::vector<LabSquares> parts;
  for (const LabLaunches& lab : labs) {
    means.push_back(mean(lab));
    parts.push_back(squares_of(lab));
  }
  const auto count = static_cast<double>(labs.size());
  const double center = mean(means);
  const double spread = std::sqrt(floored(squares_of(means).sum / (count - 1)));
  const LabSquares within = pooled(parts);
  std::vector<LabConsistency> seen;
  for (std::size_t i = 0; i < labs.size(); ++i) {
    LabConsistency one;
    one.mean = means[i];
    one.effect = (means[i] - center) * count / (count - 1);
    one.h = (means[i] - center) / spread;
    if (parts[i].freedom > 0)
      one.k = std::sqrt(floored(parts[i].sum / parts[i].freedom) / floored(within.sum / within.freedom));
    one.p_mean = grubbs_p(std::abs(one.h), count);
    one.p_spread = cochran_p(parts, i);
    seen.push_back(one);
  }
  return seen;
}

std::optional<OutlierLab> outlier_lab(std::span<const LabConsistency> labs) {
  std::optional<OutlierLab> worst;
  const auto consider = [&](std::size_t lab, OutlierLab::In in, double p) {
    if (p <= kOutlierRate && (!worst || p < worst->p)) worst = OutlierLab{lab, in, p};
  };
  for (std::size_t i = 0; i < labs.size(); ++i) {
    if (std::abs(labs[i].effect) >= Thresholds().change) consider(i, OutlierLab::In::mean, labs[i].p_mean);
    if (labs[i].p_spread) consider(i, OutlierLab::In::spread, *labs[i].p_spread);
  }
  return worst;
}

std::vector<LabLaunches> mean_over_cases(std::span<const std::vector<LabLaunches>> cases) {
  if (cases.empty()) throw std::invalid_argument("statistics: a mean over no case");
  std::vector<LabLaunches> mean = cases.front();
  const auto same_shape = [&](const std::vector<LabLaunches>& labs) {
    return std::ranges::equal(labs, mean, {}, &LabLaunches::size, &LabLaunches::size);
  };
  if (!std::ranges::all_of(cases, same_shape))
    throw std::invalid_argument("statistics: a mean over cases needs the same launches of each");
  for (std::size_t lab = 0; lab < mean.size(); ++lab)
    for (std::size_t launch = 0; launch < mean[lab].size(); ++launch) {
      double sum = 0;
      for (const auto& labs : cases) sum += labs[lab][launch];
      mean[lab][launch] = sum / static_cast<double>(cases.size());
    }
  return mean;
}

}  // namespace gpubench::results
