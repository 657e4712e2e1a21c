#include "results/trend/change_points.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

#include "results/statistics/location.hpp"
#include "results/statistics/verdict.hpp"
#include "results/trend/mood.hpp"
#include "results/trend/split.hpp"

namespace gpubench::results {
namespace {

constexpr std::size_t kExceedances = 30;
constexpr std::size_t kDrawsMin = 1999, kDrawsMax = 39999;

/// Draws of a split that p can resolve what the family asks for, twice over.
std::size_t draws_for(std::size_t family, double rate) {
  const auto wanted = static_cast<std::size_t>(2 * static_cast<double>(family) / rate);
  return std::clamp(wanted, kDrawsMin, kDrawsMax);
}

/// Of each series of the family.
std::vector<Mood> moods_of(const std::vector<std::vector<double>>& family) {
  std::vector<Variogram> own;
  std::map<std::size_t, MoodScale> scales;  // by length, to an eighth of it
  for (const std::vector<double>& series : family) own.push_back(variogram_of(series));
  const Variogram usual = median_variogram(own);
  std::vector<Mood> moods;
  for (std::size_t i = 0; i < family.size(); ++i) {
    const std::size_t length = family[i].size();
    if (length < 2 * kLevelMin) {  // is never split
      moods.emplace_back();
      continue;
    }
    Variogram both = usual;
    for (std::size_t lag = 0; lag < kLags; ++lag)
      if (own[i][lag] > usual[lag]) both[lag] = std::sqrt(own[i][lag] * usual[lag]);
    const std::size_t about = length - length % std::max<std::size_t>(1, std::bit_floor(length) / 8);
    moods.push_back(scales.try_emplace(about, about).first->second.fit(both));
  }
  return moods;
}

/// What a further split of a series must hold against.
struct Strictness {
  double level;
  Mood mood;
  std::size_t draws;
};

/// Splits [begin, end) of the series as long as p is at most the level.
void split_further(std::span<const double> series, std::size_t begin, std::size_t end,
                   const Strictness& strict, std::vector<std::size_t>& places) {
  const std::span<const double> part = series.subspan(begin, end - begin);
  const Split split = best_split(part);
  if (split.place == 0 || split_p(part, strict.mood, strict.draws, begin * 1000003 + end) > strict.level)
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

double split_p(std::span<const double> series, const Mood& mood, std::size_t draws, std::uint64_t seed) {
  const Split split = best_split(series);
  if (split.place == 0) return 1;
  constexpr double kRounding = 1e-9;  // the same split, summed in another order
  UnchangedSeries unchanged(series, mood, seed);
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
  const std::vector<Mood> moods = moods_of(family);
  std::vector<double> p;
  for (std::size_t i = 0; i < family.size(); ++i) p.push_back(split_p(family[i], moods[i], draws, i));
  const std::vector<bool> changed = reject(p, rate);
  double level = 0;
  for (std::size_t i = 0; i < family.size(); ++i)
    if (changed[i]) level = std::max(level, p[i]);
  for (std::size_t i = 0; i < family.size(); ++i) {
    if (!changed[i]) continue;
    const std::span<const double> series = family[i];
    const std::size_t first = best_split(series).place;
    const Strictness strict{level, moods[i], draws};
    split_further(series, 0, first, strict, places[i]);
    places[i].push_back(first);
    split_further(series, first, series.size(), strict, places[i]);
    settle(series, places[i]);
    drop_small(series, change, places[i]);
  }
  return places;
}

}  // namespace gpubench::results
