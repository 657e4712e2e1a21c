#include "bench/numerics/score.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace gpubench {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Bins of log2(eta) from 2^-64 to 2^64: a quantile is known to one bin, 4.4 %.
constexpr int kBinsPerOctave = 16;
constexpr int kOctaves = 64;
constexpr std::size_t kBins = 2 * kOctaves * kBinsPerOctave;

std::size_t bin_of(double eta) {
  if (!(eta > 0)) return 0;
  const double place = (std::log2(eta) + kOctaves) * kBinsPerOctave;
  return static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(kBins - 1)));
}

double upper_edge(std::size_t bin) {
  return std::exp2(static_cast<double>(bin + 1) / kBinsPerOctave - kOctaves);
}

/// Another NaN or another infinity than the reference's is beyond every bound.
bool same_kind(double output, double reference) {
  if (std::isnan(reference)) return std::isnan(output);
  if (std::isinf(reference)) return output == reference;
  return std::isfinite(output);
}

}  // namespace

Score::Score(Tolerance tolerance) : tolerance_(tolerance), histogram_(kBins) {
  const double ku = tolerance.terms * tolerance.u_accumulator;
  gamma_ = ku < 1 ? ku / (1 - ku) : kInfinity;
}

void Score::add(std::uint64_t index, double output, double reference, double magnitude) {
  ++checked_;
  if (!same_kind(output, reference)) {
    ++beyond_bound_;
    ++histogram_[kBins - 1];
    return keep_worst(index, kInfinity, output, reference);
  }
  if (!std::isfinite(reference)) {
    ++histogram_[0];
    return;
  }
  const double error = std::abs(output - reference);
  const double own_rounding = tolerance_.output.roundoff() * std::abs(reference);
  const double explained = tolerance_.phi * tolerance_.u_accumulator * magnitude + own_rounding;
  const double eta = error == 0 ? 0 : error / explained;
  ++histogram_[bin_of(eta)];
  error_squared_ += error * error;
  reference_squared_ += reference * reference;
  if (error > 0) {
    const double nearest = round_to(tolerance_.output, reference);
    ulp_max_ = std::max(ulp_max_, std::abs(output - nearest) / ulp_of(tolerance_.output, nearest));
    if (!(error <= gamma_ * magnitude + own_rounding)) ++beyond_bound_;
  }
  keep_worst(index, eta, output, reference);
}

Verdict Score::verdict(Family family) const {
  Verdict verdict;
  verdict.family = to_string(family);
  verdict.checked = checked_;
  verdict.eta_max = eta_max_;
  verdict.eta_p999 = eta_quantile(0.999);
  // Beyond 2^63 the count says no more than "far".
  verdict.ulp_max = std::isfinite(ulp_max_) && ulp_max_ < 0x1p63
                        ? static_cast<std::uint64_t>(std::llround(ulp_max_))
                        : std::numeric_limits<std::uint64_t>::max();
  if (eta_max_ == kInfinity) verdict.ulp_max = std::numeric_limits<std::uint64_t>::max();
  const double error = std::sqrt(error_squared_);
  verdict.relative_frobenius = error == 0 ? 0 : error / std::sqrt(reference_squared_);
  verdict.worst_index = worst_index_;
  verdict.correctness = eta_max_ <= 1 ? Correctness::statistical : Correctness::bounded;
  if (checked_ == 0) {
    verdict.correctness = Correctness::wrong;
    verdict.detail = "no element was compared with the reference";
  } else if (eta_max_ > 1 && beyond_bound_ > 0) {
    verdict.correctness = Correctness::wrong;
    verdict.detail =
        fmt::format("{} of {} elements are beyond the bound; element {} is {}, reference {}, eta {:.3g}",
                    beyond_bound_, checked_, worst_index_, worst_output_, worst_reference_, eta_max_);
  }
  return verdict;
}

void Score::keep_worst(std::uint64_t index, double eta, double output, double reference) {
  if (checked_ > 1 && !(eta > eta_max_)) return;
  eta_max_ = eta;
  worst_index_ = index;
  worst_output_ = output;
  worst_reference_ = reference;
}

double Score::eta_quantile(double share) const {
  const auto rank = static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(checked_)));
  std::uint64_t seen = 0;
  for (std::size_t bin = 0; bin < kBins; ++bin) {
    seen += histogram_[bin];
    if (seen >= rank && bin == 0) return 0;
    if (seen >= rank) return std::min(upper_edge(bin), eta_max_);
  }
  return eta_max_;
}

}  // namespace gpubench
