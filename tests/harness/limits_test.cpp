#include "harness/limits.hpp"

#include <gtest/gtest.h>

namespace gpubench {
namespace {

TEST(Limits, ShrinkToWhatIsLeftOfTheRun) {
  const Limits full = limits_of(Profile::standard);
  const auto roomy = limits_within(full, Seconds(100));
  ASSERT_TRUE(roomy);
  EXPECT_EQ(roomy->warm_up, full.warm_up);
  EXPECT_EQ(roomy->timed, full.timed);
  const auto tight = limits_within(full, Seconds(1));
  ASSERT_TRUE(tight);
  EXPECT_LT(tight->warm_up + tight->timed, Seconds(1));
  EXPECT_EQ(tight->timed, Seconds(0.5));
  EXPECT_EQ(tight->samples_min, full.samples_min);
  EXPECT_EQ(tight->batch, full.batch);  // or the time left would make another case of it
}

TEST(Limits, BelowAUsefulMinimumThereAreNone) {
  EXPECT_FALSE(limits_within(limits_of(Profile::quick), Seconds(0.09)));
  EXPECT_FALSE(limits_within(limits_of(Profile::quick), Seconds(-1)));
}

}  // namespace
}  // namespace gpubench
