#include "bench/cublas/accumulator.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace gpubench {
namespace {

/// As matrix units do it: all products of an instruction are cut off below what p bits beside the largest
/// hold.
std::vector<Bf16> multiply(int p) {
  const std::vector<E4m3> a = AccumulatorProbe::a(), b = AccumulatorProbe::b();
  const auto [m, n, k, batch] = AccumulatorProbe::kShape;
  std::vector<Bf16> c(m * n);
  for (std::uint64_t i = 0; i < m; ++i) {
    for (std::uint64_t j = 0; j < n; ++j) {
      std::vector<double> products(k);
      for (std::uint64_t l = 0; l < k; ++l) products[l] = to_double(a[i * k + l]) * to_double(b[l * n + j]);
      double largest = 0, sum = 0;
      for (const double product : products) largest = std::max(largest, std::abs(product));
      const double last = largest > 0 ? std::ldexp(1.0, std::ilogb(largest) - (p - 1)) : 1;
      for (const double product : products) sum += std::trunc(product / last) * last;
      c[i * n + j] = to_bf16(sum);
    }
  }
  return c;
}

TEST(AccumulatorProbe, CountsTheBitsThatAreKept) {
  for (const int p : {1, 8, 13, 14, 17, 18, 19, 24, 32}) EXPECT_EQ(AccumulatorProbe::bits(multiply(p)), p);
}

TEST(AccumulatorProbe, MoreThanItCanShowIsItsLargest) {
  EXPECT_EQ(AccumulatorProbe::bits(multiply(53)), AccumulatorProbe::kQMax + 1);
}

TEST(AccumulatorProbe, LostAndPoisonedOutputsHaveNoBits) {
  EXPECT_EQ(AccumulatorProbe::bits(std::vector<Bf16>(16 * 32)), 0);
  EXPECT_EQ(AccumulatorProbe::bits(std::vector<Bf16>(16 * 32, Bf16{0x7fff})), 0);
}

}  // namespace
}  // namespace gpubench
