#include "results/trend/split.hpp"

#include "results/statistics/location.hpp"

namespace gpubench::results {
namespace {

double squares_about(std::span<const double> series, double middle) {
  double squares = 0;
  for (const double value : series) squares += (value - middle) * (value - middle);
  return squares;
}

}  // namespace

Split best_split(std::span<const double> series) {
  Split best;
  const std::size_t n = series.size();
  if (n < 2 * kLevelMin) return best;
  const double middle = mean(series);
  const double squares = squares_about(series, middle);
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

std::vector<std::size_t> three_levels(std::span<const double> series) {
  const std::size_t first = best_split(series).place;
  if (first == 0) return {};
  const auto before = series.first(first), after = series.subspan(first);
  const Split left = best_split(before), right = best_split(after);
  if (left.place == 0 && right.place == 0) return {first};
  // What a further split explains of its own part, in the units of the series.
  const double gain_left = left.share * squares_about(before, mean(before));
  const double gain_right = right.share * squares_about(after, mean(after));
  if (gain_left >= gain_right) return {left.place, first};
  return {first, first + right.place};
}

std::vector<double> residuals_of(std::span<const double> series, std::span<const std::size_t> places) {
  std::vector<double> left(series.begin(), series.end());
  for (std::size_t i = 0; i <= places.size(); ++i) {
    const std::size_t begin = i == 0 ? 0 : places[i - 1];
    const std::size_t end = i == places.size() ? series.size() : places[i];
    const double level = mean(series.subspan(begin, end - begin));
    for (std::size_t j = begin; j < end; ++j) left[j] -= level;
  }
  return left;
}

}  // namespace gpubench::results
