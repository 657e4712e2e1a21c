#include "harness/rounded_size.hpp"

#include <gtest/gtest.h>

namespace gpubench {
namespace {

TEST(RoundedSize, IsInTheLargestUnitThatLeavesAtLeastOne) {
  EXPECT_EQ(rounded_size({0}), "0 B");
  EXPECT_EQ(rounded_size({1023}), "1023 B");
  EXPECT_EQ(rounded_size(1_KiB), "1 KiB");
  EXPECT_EQ(rounded_size(24684096_KiB), "23.54 GiB");
  EXPECT_EQ(rounded_size({~0ULL}), "16 EiB");
}

}  // namespace
}  // namespace gpubench
