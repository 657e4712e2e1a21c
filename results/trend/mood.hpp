/// Mood: how alike the launches of neighbouring hours are though nothing changed: the machine has moods that
/// last, and modes that it stays in for several launches.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

namespace gpubench::results {

/// Written out: distributions and shuffles of the standard library draw differently in each.
class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(static_cast<std::uint32_t>(seed)) {}
  /// Fisher and Yates'.
  void shuffle(std::vector<double>& values);
  /// Box and Muller's.
  double normal();

 private:
  std::mt19937 engine_;
};

/// x[i] = sqrt(1 - share) white[i] + sqrt(share) m[i], m an autoregression with that memory from launch to
/// launch. Two modes with d launches between switches are alike like memory 1 - 2/d.
struct Mood {
  double share = 0;   ///< Of the variance; 0: none.
  double memory = 0;  ///< Correlation of neighbours in the mood.
};

/// Sum of the correlations with all later launches: by so much a mood widens the mean of many.
double lasting(const Mood& mood);

/// Fills the series with white noise and a mood, of variance 1 together.
void draw_mood(const Mood& mood, Random& random, std::vector<double>& series);

/// Lags of a variogram: 1 .. kLags.
inline constexpr std::size_t kLags = 12;
/// Mean squared difference of values a lag apart, over that of lag 1; NaN where there are too few. Without a
/// mood 1 at each lag; with one 1 - share memory^lag, over that of lag 1.
using Variogram = std::array<double, kLags>;

/// Of pairs within one level of three_levels(), so that real changes, two at most, are no mood.
Variogram variogram_of(std::span<const double> series);

/// The lag by lag median, without the missing ones.
Variogram median_variogram(std::span<const Variogram> all);

/// What moods look like in series of one length. Made once: it takes some 10 ms.
class MoodScale {
 public:
  explicit MoodScale(std::size_t length);
  /// The mood whose own series, drawn and taken apart likewise, have the nearest variogram (taking levels
  /// away hides a part of a mood, which is so allowed for); of those about as near the one that lasts
  /// longest.
  Mood fit(const Variogram& variogram) const;

 private:
  struct Entry {
    Mood mood;
    Variogram variogram;
  };
  std::size_t length_;
  std::vector<Entry> entries_;
};

/// Series with the same values and mood and without a change, drawn again and again: without a mood orders
/// of the values, else orders of what its best split leaves, with an autoregression of that size.
class UnchangedSeries {
 public:
  UnchangedSeries(std::span<const double> series, const Mood& mood, std::uint64_t seed);
  /// Valid until the next one.
  std::span<const double> draw();

 private:
  Random random_;
  Mood mood_;
  double size_ = 0;  ///< Standard deviation of what the split leaves.
  std::vector<double> values_, drawn_;
};

}  // namespace gpubench::results
