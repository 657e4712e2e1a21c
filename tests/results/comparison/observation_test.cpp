#include "results/comparison/observation.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "tests/results/examples.hpp"

namespace gpubench::results {
namespace {

/// A hundred samples, 1, 2 .. 100 s, of one participant.
Case hundred(const std::string& better) {
  Case c = examples::measured(1);
  c.batch = 1;
  c.better = better;
  c.samples = {1, 100, {}};
  for (std::int64_t i = 1; i <= 100; ++i) c.samples.values.push_back(i * 1'000'000'000);
  c.starts = c.warm_up = {};
  c.disturbances.clear();
  c.telemetry.clear();
  return c;
}

TEST(Observation, TheTailIsTheSlowEnd) {
  const Observation times = observe(hundred("lower"), examples::launch());
  ASSERT_EQ(times.ranks.size(), 1U);
  EXPECT_NEAR(std::exp(tail_of(times.ranks)), 95, 1);
  // Of a rate the slow end is the low one: 95 would be its best moments.
  const Observation rates = observe(hundred("higher"), examples::launch());
  EXPECT_NEAR(std::exp(tail_of(rates.ranks)), 6, 1);
}

TEST(Observation, TheLocationIsThatOfEitherSense) {
  EXPECT_DOUBLE_EQ(location_of(observe(hundred("lower"), examples::launch()).ranks),
                   location_of(observe(hundred("higher"), examples::launch()).ranks));
}

TEST(Observation, SamplesThatAreNoFiguresAreCountedAndLeftOut) {
  Case c = hundred("lower");
  c.samples.values[0] = 0;
  c.samples.values[1] = -5;
  const Observation seen = observe(std::move(c), examples::launch());
  EXPECT_EQ(seen.dropped, 2U);
  EXPECT_EQ(seen.samples, 98U);
  EXPECT_TRUE(seen.facts.samples.empty()) << "memory would grow with samples";
}

}  // namespace
}  // namespace gpubench::results
