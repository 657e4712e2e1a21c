#include "tests/support/simt/simt.hpp"
// The words first.
#include <gtest/gtest.h>

#include <vector>

#include "kernels/cuda/gemm.cuh"

namespace gpubench::kernels::cuda {
namespace {

/// Integers -3..3, whose sums of products are exact in any order.
template <class T>
std::vector<T> integers(std::size_t count, std::size_t salt) {
  std::vector<T> values(count);
  for (std::size_t i = 0; i < count; ++i) {
    values[i] = static_cast<T>(static_cast<double>((i * 2654435761u + salt) % 7919 % 7) - 3);
  }
  return values;
}

template <class T>
void check(std::size_t m, std::size_t n, std::size_t k, unsigned blocks, simt::Order order) {
  const std::vector<T> a = integers<T>(m * k, 1), b = integers<T>(k * n, 2);
  std::vector<T> c(m * n, T(-1000)), expected(m * n);
  gemm(InstructionSet::baseline, GemmArguments<T>{a.data(), b.data(), expected.data(), m, n, k, 1});
  const GemmArguments<T> arguments{a.data(), b.data(), c.data(), m, n, k, 1};
  simt::launch(blocks, kGemmThreads, 0, order, [&] { gemm_kernel(arguments); });
  EXPECT_EQ(c, expected) << m << " x " << n << " x " << k;
}

TEST(GemmKernel, MatchesItsTwinInAnyOrder) {
  for (const simt::Order order : simt::orders()) {
    check<float>(1, 1, 1, 1, order);
    check<double>(31, 33, 8, 2, order);
    check<float>(129, 131, 31, 4, order);
    check<double>(130, 65, 33, 1, order);  // fewer blocks than tiles
    check<float>(33, 31, 33, 1, order);
    check<double>(1, 129, 31, 3, order);
    check<float>(129, 1, 7, 2, order);
    check<float>(400, 300, 9, 12, order);   // many blocks, a tile each
    check<double>(300, 260, 9, 20, order);  // more than there are tiles
  }
}

}  // namespace
}  // namespace gpubench::kernels::cuda
