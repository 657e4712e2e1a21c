#include "results/trend/mood.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <numeric>

namespace gpubench::results {
namespace {

using Series = std::vector<double>;

/// Series of a family with that mood.
std::vector<Variogram> family_of(const Mood& mood, std::size_t length, std::uint64_t seed) {
  Random random(seed);
  std::vector<Variogram> family;
  for (std::size_t i = 0; i < 40; ++i) {
    Series series(length);
    draw_mood(mood, random, series);
    family.push_back(variogram_of(series));
  }
  return family;
}

double variance_of(std::span<const double> values) {
  const double middle =
      std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  double squares = 0;
  for (const double value : values) squares += (value - middle) * (value - middle);
  return squares / static_cast<double>(values.size());
}

TEST(Mood, ByHandAVariogramIsOfPairsALagApart) {
  // 0 1 0 1 ...: neighbours differ by 1, those two apart by nothing, and no split explains anything.
  Series series(40);
  for (std::size_t i = 0; i < series.size(); ++i) series[i] = static_cast<double>(i % 2);
  const Variogram variogram = variogram_of(series);
  EXPECT_DOUBLE_EQ(variogram[0], 1);
  EXPECT_DOUBLE_EQ(variogram[1], 0);
  EXPECT_DOUBLE_EQ(variogram[2], 1);
}

TEST(Mood, AVariogramOfTooFewPairsIsMissing) {
  const Variogram variogram = variogram_of(Series{1, 2, 1, 2, 1});
  EXPECT_FALSE(std::isnan(variogram[0]));
  EXPECT_TRUE(std::isnan(variogram[1])) << "three pairs";
  EXPECT_TRUE(std::isnan(variogram_of(Series(20, 1.0))[0])) << "nothing varies";
}

TEST(Mood, TwoChangesAreNoMood) {
  Random random(3);
  Series series(60);
  draw_mood({}, random, series);
  for (std::size_t i = 20; i < 60; ++i) series[i] += i < 40 ? 30 : 70;
  for (const double one : variogram_of(series)) EXPECT_LT(one, 2);
  for (std::size_t i = 50; i < 60; ++i) series[i] += 100;  // a third one is
  EXPECT_GT(variogram_of(series)[7], 5);
}

TEST(Mood, TheMedianLeavesOutWhatIsMissing) {
  Variogram one, two;
  one.fill(1);
  two.fill(3);
  two[5] = NAN;
  const std::array all = {one, two};
  EXPECT_DOUBLE_EQ(median_variogram(all)[0], 2);
  EXPECT_DOUBLE_EQ(median_variogram(all)[5], 1);
}

TEST(Mood, AFamilyTellsItsMood) {
  const MoodScale scale(60);
  const Mood none = scale.fit(median_variogram(family_of({}, 60, 5)));
  const Mood some = scale.fit(median_variogram(family_of({0.5, 0.9}, 60, 6)));
  EXPECT_LE(none.share, 0.3);
  EXPECT_GT(lasting(none), 1) << "of moods about as near the one that lasts longest";
  EXPECT_GE(some.share, 0.4);
  EXPECT_LT(lasting(none), lasting(some));
}

TEST(Mood, DrawnSeriesAreAsWideAsWhatTheSplitLeaves) {
  Random random(1);
  Series series(40);
  draw_mood({}, random, series);
  for (std::size_t i = 20; i < 40; ++i) series[i] += 100;
  UnchangedSeries moody(series, {0.5, 0.5}, 1);
  double sum = 0;
  for (std::size_t i = 0; i < 500; ++i) sum += variance_of(moody.draw());
  EXPECT_NEAR(sum / 500, 1, 0.3);
}

TEST(Mood, WithoutAMoodOrdersAreDrawn) {
  const Series series = {5, 1, 4, 2, 3, 6};
  UnchangedSeries unchanged(series, {}, 7);
  bool another = false;
  for (std::size_t i = 0; i < 20; ++i) {
    const auto drawn = unchanged.draw();
    EXPECT_THAT(drawn, testing::UnorderedElementsAreArray(series));
    another = another || !std::ranges::equal(drawn, series);
  }
  EXPECT_TRUE(another);
}

TEST(Mood, NormalDrawsAreNormal) {
  Random random(1);
  Series drawn(20000);
  for (double& value : drawn) value = random.normal();
  EXPECT_NEAR(variance_of(drawn), 1, 0.03);
  EXPECT_NEAR(static_cast<double>(std::ranges::count_if(drawn, [](double x) { return x > 1.645; })) / 20000,
              0.05, 0.006);
}

}  // namespace
}  // namespace gpubench::results
