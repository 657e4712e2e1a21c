#include "results/trend/change_points.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <tuple>
#include <utility>

#include "results/statistics/location.hpp"
#include "results/statistics/verdict.hpp"

namespace gpubench::results {
namespace {

constexpr std::size_t kExceedances = 30;
constexpr double kCorrelationMax = 0.95;
constexpr std::size_t kDrawsMin = 1999, kDrawsMax = 39999;

/// Draws of a split that p can resolve what the family asks for, twice over.
std::size_t draws_for(std::size_t family, double rate) {
  const auto wanted = static_cast<std::size_t>(2 * static_cast<double>(family) / rate);
  return std::clamp(wanted, kDrawsMin, kDrawsMax);
}

/// What is left when both levels are taken away.
std::vector<double> residuals_of(std::span<const double> series, std::size_t place) {
  std::vector<double> left(series.begin(), series.end());
  const double before = mean(series.first(place)), after = mean(series.subspan(place));
  for (std::size_t i = 0; i < left.size(); ++i) left[i] -= i < place ? before : after;
  return left;
}

double median_step(std::span<const double> series, std::size_t lag) {
  std::vector<double> steps;
  for (std::size_t i = lag; i < series.size(); ++i) steps.push_back(std::abs(series[i] - series[i - lag]));
  return median(steps);
}

/// A series without a change, drawn again and again.
class UnchangedSeries {
 public:
  UnchangedSeries(std::span<const double> series, std::size_t place, double correlation, std::uint64_t seed)
      : random_(seed), correlation_(correlation), drawn_(series.begin(), series.end()) {
    if (correlation_ <= 0) return;
    const std::vector<double> residuals = residuals_of(series, place);
    steps_.push_back(residuals.front() * std::sqrt(1 - correlation_ * correlation_));
    for (std::size_t i = 1; i < residuals.size(); ++i)
      steps_.push_back(residuals[i] - correlation_ * residuals[i - 1]);
  }

  std::span<const double> draw() {
    if (correlation_ <= 0) {
      shuffle(drawn_);
      return drawn_;
    }
    shuffle(steps_);
    drawn_[0] = steps_[0] / std::sqrt(1 - correlation_ * correlation_);
    for (std::size_t i = 1; i < steps_.size(); ++i) drawn_[i] = correlation_ * drawn_[i - 1] + steps_[i];
    return drawn_;
  }

 private:
  /// Fisher and Yates', written out: std::shuffle draws differently in each library.
  void shuffle(std::vector<double>& values) {
    for (std::size_t i = values.size(); i > 1; --i) {
      const auto drawn = static_cast<std::uint32_t>(random_());
      std::swap(values[i - 1], values[(std::uint64_t{drawn} * i) >> 32]);
    }
  }

  std::mt19937 random_;
  double correlation_;
  std::vector<double> steps_, drawn_;
};

/// What a further split of a series must hold against.
struct Strictness {
  double level, correlation;
  std::size_t draws;
};

/// Splits [begin, end) of the series as long as p is at most the level.
void split_further(std::span<const double> series, std::size_t begin, std::size_t end,
                   const Strictness& strict, std::vector<std::size_t>& places) {
  const std::span<const double> part = series.subspan(begin, end - begin);
  const Split split = best_split(part);
  if (split.place == 0 ||
      split_p(part, strict.correlation, strict.draws, begin * 1000003 + end) > strict.level)
    return;
  split_further(series, begin, begin + split.place, strict, places);
  places.push_back(begin + split.place);
  split_further(series, begin + split.place, end, strict, places);
}

/// Each place once more, now that its neighbours are known.
void settle(std::span<const double> series, std::vector<std::size_t>& places) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::size_t begin = i == 0 ? 0 : places[i - 1];
    const std::size_t end = i + 1 == places.size() ? series.size() : places[i + 1];
    if (const Split split = best_split(series.subspan(begin, end - begin)); split.place > 0)
      places[i] = begin + split.place;
  }
}

/// The smallest step goes first, as long as it is under `change`: levels it parted become one.
void drop_small(std::span<const double> series, double change, std::vector<std::size_t>& places) {
  while (!places.empty()) {
    std::size_t least = 0;
    double smallest = INFINITY;
    for (std::size_t i = 0; i < places.size(); ++i) {
      const std::size_t begin = i == 0 ? 0 : places[i - 1];
      const std::size_t end = i + 1 == places.size() ? series.size() : places[i + 1];
      const double step = std::abs(mean(series.subspan(places[i], end - places[i])) -
                                   mean(series.subspan(begin, places[i] - begin)));
      if (step < smallest) std::tie(least, smallest) = std::pair(i, step);
    }
    if (smallest >= change) return;
    places.erase(places.begin() + static_cast<std::ptrdiff_t>(least));
  }
}

}  // namespace

Split best_split(std::span<const double> series) {
  Split best;
  const std::size_t n = series.size();
  if (n < 2 * kLevelMin) return best;
  const double middle = mean(series);
  double squares = 0;
  for (const double value : series) squares += (value - middle) * (value - middle);
  if (squares <= 0) return best;
  double sum = 0;  // of deviations, so that it is 0 at the end
  for (std::size_t place = 1; place + kLevelMin <= n; ++place) {
    sum += series[place - 1] - middle;
    if (place < kLevelMin) continue;
    const double share =
        sum * sum * static_cast<double>(n) / static_cast<double>(place * (n - place)) / squares;
    if (share > best.share) best = {place, share};
  }
  return best;
}

double neighbour_correlation(std::span<const double> series) {
  constexpr std::size_t kFew = 8;  // medians of fewer steps say nothing
  if (series.size() < kFew) return 0;
  const double one = median_step(series, 1), two = median_step(series, 2);
  return one > 0 ? std::clamp(two * two / (one * one) - 1, 0.0, kCorrelationMax) : 0;
}

double split_p(std::span<const double> series, double correlation, std::size_t draws, std::uint64_t seed) {
  const Split split = best_split(series);
  if (split.place == 0) return 1;
  constexpr double kRounding = 1e-9;  // the same split, summed in another order
  UnchangedSeries unchanged(series, split.place, correlation, seed);
  std::size_t exceedances = 0;
  for (std::size_t i = 1; i <= draws; ++i) {
    if (best_split(unchanged.draw()).share >= split.share * (1 - kRounding)) ++exceedances;
    if (exceedances == kExceedances) return static_cast<double>(exceedances) / static_cast<double>(i);
  }
  return static_cast<double>(exceedances + 1) / static_cast<double>(draws + 1);
}

std::vector<std::vector<std::size_t>> find_changes(const std::vector<std::vector<double>>& family,
                                                   double change, double rate) {
  std::vector<std::vector<std::size_t>> places(family.size());
  if (family.empty()) return places;
  const std::size_t draws = draws_for(family.size(), rate);
  std::vector<double> correlations, p;
  for (const auto& series : family) correlations.push_back(neighbour_correlation(series));
  const double usual = median(correlations);
  for (std::size_t i = 0; i < family.size(); ++i) {
    correlations[i] = (correlations[i] + usual) / 2;
    p.push_back(split_p(family[i], correlations[i], draws, i));
  }
  const std::vector<bool> changed = reject(p, rate);
  double level = 0;
  for (std::size_t i = 0; i < family.size(); ++i)
    if (changed[i]) level = std::max(level, p[i]);
  for (std::size_t i = 0; i < family.size(); ++i) {
    if (!changed[i]) continue;
    const std::span<const double> series = family[i];
    const std::size_t first = best_split(series).place;
    const Strictness strict{level, correlations[i], draws};
    split_further(series, 0, first, strict, places[i]);
    places[i].push_back(first);
    split_further(series, first, series.size(), strict, places[i]);
    settle(series, places[i]);
    drop_small(series, change, places[i]);
  }
  return places;
}

}  // namespace gpubench::results
