#include "results/trend/mood.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "results/statistics/location.hpp"
#include "results/trend/split.hpp"

namespace gpubench::results {
namespace {

/// Which level each value belongs to.
std::vector<std::size_t> levels_of(std::span<const double> series) {
  std::vector<std::size_t> levels(series.size());
  for (const std::size_t place : three_levels(series))
    for (std::size_t i = place; i < series.size(); ++i) ++levels[i];
  return levels;
}

/// What variogram_of() makes of series with that mood: the median of many.
Variogram expected_variogram(const Mood& mood, std::size_t length) {
  constexpr std::size_t kSeries = 100;  // a lag's median is then known to 5 %
  Random random(1);
  std::vector<double> series(length);
  std::vector<Variogram> all;
  for (std::size_t i = 0; i < kSeries; ++i) {
    draw_mood(mood, random, series);
    all.push_back(variogram_of(series));
  }
  return median_variogram(all);
}

/// Sum of squared differences of ln over the lags, each with as many votes as it has pairs.
double distance(const Variogram& a, const Variogram& b, std::size_t length) {
  double sum = 0;
  for (std::size_t lag = 2; lag <= std::min(kLags, length - 1); ++lag) {
    const double difference = std::log(a[lag - 1]) - std::log(b[lag - 1]);
    if (std::isfinite(difference)) sum += difference * difference * static_cast<double>(length - lag);
  }
  return sum;
}

/// Moods whose distances differ by less than this no family of some twenty cases tells apart: at 0 the
/// calibration test finds 6 % false changes, at 1 it loses a third of the true ones.
constexpr double kAsNear = 0.3;

}  // namespace

void Random::shuffle(std::vector<double>& values) {
  for (std::size_t i = values.size(); i > 1; --i) {
    const auto drawn = static_cast<std::uint32_t>(engine_());
    std::swap(values[i - 1], values[(std::uint64_t{drawn} * i) >> 32]);
  }
}

double Random::normal() {
  constexpr double kScale = 1.0 / 4294967296.0;
  const double first = static_cast<double>(static_cast<std::uint32_t>(engine_())) * kScale;
  const double second = static_cast<double>(static_cast<std::uint32_t>(engine_())) * kScale;
  return std::sqrt(-2 * std::log(1 - first)) * std::cos(2 * std::numbers::pi * second);
}

double lasting(const Mood& mood) {
  return mood.share * mood.memory / (1 - mood.memory);
}

void draw_mood(const Mood& mood, Random& random, std::vector<double>& series) {
  const double white = std::sqrt(1 - mood.share), moody = std::sqrt(mood.share);
  const double step = std::sqrt(1 - mood.memory * mood.memory);
  double state = random.normal();
  for (double& value : series) {
    value = white * random.normal() + moody * state;
    state = mood.memory * state + step * random.normal();
  }
}

Variogram variogram_of(std::span<const double> series) {
  constexpr std::size_t kPairsMin = 4;
  const std::vector<std::size_t> levels = levels_of(series);
  Variogram variogram;
  for (std::size_t lag = 1; lag <= kLags; ++lag) {
    double squares = 0;
    std::size_t pairs = 0;
    for (std::size_t i = lag; i < series.size(); ++i) {
      if (levels[i] != levels[i - lag]) continue;
      squares += (series[i] - series[i - lag]) * (series[i] - series[i - lag]);
      ++pairs;
    }
    variogram[lag - 1] = pairs < kPairsMin ? NAN : squares / static_cast<double>(pairs);
  }
  const double first = variogram[0];
  for (double& one : variogram) one = first > 0 ? one / first : NAN;
  return variogram;
}

Variogram median_variogram(std::span<const Variogram> all) {
  Variogram middle;
  for (std::size_t lag = 1; lag <= kLags; ++lag) {
    std::vector<double> known;
    for (const Variogram& one : all)
      if (!std::isnan(one[lag - 1])) known.push_back(one[lag - 1]);
    middle[lag - 1] = known.empty() ? NAN : median(known);
  }
  return middle;
}

MoodScale::MoodScale(std::size_t length) : length_(length) {
  entries_.push_back({{}, expected_variogram({}, length)});
  for (const double memory : {0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95})
    for (const double share : {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0})
      entries_.push_back({{share, memory}, expected_variogram({share, memory}, length)});
}

Mood MoodScale::fit(const Variogram& variogram) const {
  std::vector<double> distances;
  for (const Entry& one : entries_) distances.push_back(distance(variogram, one.variogram, length_));
  const double near = *std::ranges::min_element(distances) + kAsNear;
  const Mood* longest = nullptr;
  for (std::size_t i = 0; i < entries_.size(); ++i)
    if (distances[i] <= near && (longest == nullptr || lasting(entries_[i].mood) > lasting(*longest)))
      longest = &entries_[i].mood;
  return *longest;
}

UnchangedSeries::UnchangedSeries(std::span<const double> series, const Mood& mood, std::uint64_t seed)
    : random_(seed), mood_(mood), values_(series.begin(), series.end()) {
  if (mood_.share <= 0) return;
  const std::size_t place = best_split(series).place;
  values_ = residuals_of(series, place == 0 ? std::span<const std::size_t>() : std::span(&place, 1));
  double squares = 0;
  for (const double value : values_) squares += value * value;
  size_ = std::sqrt(squares / static_cast<double>(values_.size()));
  drawn_.resize(values_.size());
}

std::span<const double> UnchangedSeries::draw() {
  random_.shuffle(values_);
  if (mood_.share <= 0) return values_;
  const double white = std::sqrt(1 - mood_.share), moody = std::sqrt(mood_.share) * size_;
  const double step = std::sqrt(1 - mood_.memory * mood_.memory);
  double state = random_.normal();
  for (std::size_t i = 0; i < drawn_.size(); ++i) {
    drawn_[i] = white * values_[i] + moody * state;
    state = mood_.memory * state + step * random_.normal();
  }
  return drawn_;
}

}  // namespace gpubench::results
