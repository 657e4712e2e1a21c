#include "results/tick.hpp"

#include <gtest/gtest.h>

namespace gpubench::results {
namespace {

Case with_step(const char* step) {
  Case c;
  c.batch = 100;
  c.facts = {{"imported_unit", "us"}, {kStepFact, step}};
  return c;
}

TEST(Tick, IsANanosecondOfTheBatch) {
  Case c;
  c.batch = 100;
  EXPECT_DOUBLE_EQ(tick_of(c), 1e-11);
}

TEST(Tick, IsTheSourcesStepWhereThatIsMore) {
  EXPECT_DOUBLE_EQ(tick_of(with_step("10")), 1e-8);
  EXPECT_DOUBLE_EQ(tick_of(with_step("0.001")), 1e-11);
}

TEST(Tick, AStepThatIsNoNumberIsAbsent) {
  for (const char* step : {"", "ten", "10 ns", "inf", "nan", "-10", "1e999"})
    EXPECT_DOUBLE_EQ(tick_of(with_step(step)), 1e-11) << step;
}

}  // namespace
}  // namespace gpubench::results
