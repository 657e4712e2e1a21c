#include "results/import/text_lines.hpp"

#include <gtest/gtest.h>

namespace gpubench::results {
namespace {

TEST(StepOf, AWordIsWhatItsLastDigitIsWorth) {
  EXPECT_DOUBLE_EQ(step_of("1.23"), 0.01);
  EXPECT_DOUBLE_EQ(step_of("1.20"), 0.01);
  EXPECT_DOUBLE_EQ(step_of("120"), 1);
  EXPECT_DOUBLE_EQ(step_of("120."), 1);
  EXPECT_DOUBLE_EQ(step_of("7e3"), 1000);
  EXPECT_DOUBLE_EQ(step_of("1.25E-3"), 1e-5);
  EXPECT_DOUBLE_EQ(step_of("1.2e+07"), 1e6);
}

}  // namespace
}  // namespace gpubench::results
