#include "kernels/host/exponential.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace gpubench::kernels {
namespace {

TEST(Exponential, IsWithinTwoUnitsInTheLastPlace) {
  double worst = 0;
  for (float x = 0; x >= -87; x -= 1e-4F) {
    const double want = std::exp(static_cast<double>(x));
    const double ulp = std::ldexp(1.0, std::ilogb(want) - 23);
    worst = std::max(worst, std::abs(static_cast<double>(exponential(x)) - want) / ulp);
  }
  EXPECT_LT(worst, 2);
  EXPECT_GT(worst, 0) << "nothing was compared";
}

TEST(Exponential, IsOneAtZeroAndZeroFarBelow) {
  EXPECT_EQ(exponential(0), 1);
  EXPECT_EQ(exponential(-100), 0);
  EXPECT_EQ(exponential(-1e30F), 0);
}

}  // namespace
}  // namespace gpubench::kernels
