#include "kernels/host/gemm.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace gpubench::kernels {
namespace {

/// Integers -3..3, whose sums of products are exact.
double value(std::size_t i, std::size_t salt) {
  return static_cast<double>((i * 2654435761u + salt) % 7919 % 7) - 3;
}

template <class T>
void check(InstructionSet set, std::size_t m, std::size_t n, std::size_t k, int threads) {
  std::vector<T> a(m * k), b(k * n), c(m * n + 1, T(-1000));
  for (std::size_t i = 0; i < a.size(); ++i) a[i] = static_cast<T>(value(i, 1));
  for (std::size_t i = 0; i < b.size(); ++i) b[i] = static_cast<T>(value(i, 2));
  gemm(set, GemmArguments<T>{a.data(), b.data(), c.data(), m, n, k, threads});
  for (std::size_t i = 0; i < m; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      T sum = 0;
      for (std::size_t l = 0; l < k; ++l) sum += a[i * k + l] * b[l * n + j];
      ASSERT_EQ(c[i * n + j], sum) << to_string(set) << ' ' << m << 'x' << n << 'x' << k << " at " << i << ','
                                   << j;
    }
  }
  EXPECT_EQ(c.back(), T(-1000));
}

class GemmOnEachSet : public testing::TestWithParam<InstructionSet> {};

TEST_P(GemmOnEachSet, MatchesTheDefinitionAtEverySize) {
  for (const std::size_t m : {1u, 5u, 6u, 7u, 200u}) {
    for (const std::size_t n : {1u, 31u, 32u, 33u, 65u}) {
      for (const std::size_t k : {1u, 255u, 256u, 257u}) {
        check<float>(GetParam(), m, n, k, 1);
        check<double>(GetParam(), m, n, k, 2);
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Host, GemmOnEachSet, testing::ValuesIn(instruction_sets()),
                         [](const auto& set) { return to_string(set.param); });

}  // namespace
}  // namespace gpubench::kernels
