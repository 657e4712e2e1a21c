#include "bench/cuda/clock.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace gpubench {
namespace {

Nanoseconds resolution(const std::vector<float>& gaps_ms) {
  return resolution_of(gaps_ms);
}

TEST(EventClock, ResolvesItsTickWhereThatIsMoreThanAGapBetweenEvents) {
  // In microseconds 1, 1, 4, 7: steps of 3.
  EXPECT_EQ(resolution({0.001F, 0.004F, 0.001F, 0.007F, 0.001F}), Nanoseconds(3000));
}

TEST(EventClock, ResolvesTheMedianGapWhereTheTickIsFiner) {
  EXPECT_EQ(resolution({0.002F, 0.002032F, 0.001968F}), Nanoseconds(2000));
}

TEST(EventClock, OneInterruptionIsNoGap) {
  EXPECT_EQ(resolution({0.002F, 0.002F, 5.0F, 0.002032F, 0.002F}), Nanoseconds(2000));
}

TEST(EventClock, IsNeverTakenForFinerThanDocumented) {
  EXPECT_EQ(resolution({0.0001F, 0.000132F, 0.0001F}), Nanoseconds(500));
}

TEST(EventClock, WhereEventsTellNothingTheDocumentedHalfMicrosecondHolds) {
  EXPECT_EQ(resolution({}), Nanoseconds(500));
  EXPECT_EQ(resolution({0.0F, 0.0F, -0.001F}), Nanoseconds(500));
}

}  // namespace
}  // namespace gpubench
