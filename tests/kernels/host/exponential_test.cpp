#include "kernels/host/exponential.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace gpubench::kernels {
namespace {

struct Isa {
  static constexpr std::size_t vector_bytes = 16;
};

float of(float x) {
  return exponential<Isa>(Lanes<Isa, float>::all(x))[0];
}

TEST(Exponential, IsWithinTwoUnitsInTheLastPlace) {
  double worst = 0;
  for (float x = 0; x >= -87; x -= 1e-4F) {
    const double want = std::exp(static_cast<double>(x));
    const double ulp = std::ldexp(1.0, std::ilogb(want) - 23);
    worst = std::max(worst, std::abs(static_cast<double>(of(x)) - want) / ulp);
  }
  EXPECT_LT(worst, 2);
  EXPECT_GT(worst, 0) << "nothing was compared";
}

TEST(Exponential, IsOneAtZeroAndZeroFarBelow) {
  EXPECT_EQ(of(0), 1);
  EXPECT_EQ(of(-100), 0);
  EXPECT_EQ(of(-1e30F), 0);
  EXPECT_EQ(of(-INFINITY), 0);
}

TEST(Exponential, EachLaneIsItsOwn) {
  const Lanes<Isa, float>::Vector x = {0, -100, -1, -2}, e = exponential<Isa>(x);
  EXPECT_EQ(e[0], 1);
  EXPECT_EQ(e[1], 0);
  EXPECT_EQ(e[2], of(-1));
  EXPECT_EQ(e[3], of(-2));
}

}  // namespace
}  // namespace gpubench::kernels
