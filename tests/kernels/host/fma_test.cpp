#include "kernels/host/fma.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace gpubench::kernels {
namespace {

double input(std::size_t i) {
  return static_cast<double>(i % 7);
}

double naive_pairs(double x, std::int64_t pairs) {
  for (std::int64_t p = 0; p < pairs; ++p) x = (x * -1 + 1) * -1 + 2;
  return x;
}

template <class T>
void check_peak(InstructionSet set, int chains, int threads, std::int64_t pairs) {
  const std::size_t count = static_cast<std::size_t>(chains * threads) * kChainBytes / sizeof(T);
  std::vector<T> in(count), out(count, T(-5));
  for (std::size_t i = 0; i < count; ++i) in[i] = static_cast<T>(input(i));
  ASSERT_TRUE(fma_peak(set, FmaPeakArguments<T>{in.data(), out.data(), pairs, chains, threads, {}}));
  for (std::size_t i = 0; i < count; ++i) {
    ASSERT_EQ(static_cast<double>(out[i]), naive_pairs(input(i), pairs))
        << to_string(set) << ' ' << chains << " at " << i;
  }
}

template <class T>
void check_intensity(InstructionSet set, std::size_t count, std::int64_t flop, int threads) {
  std::vector<T> data(count + 2, T(-5));
  for (std::size_t i = 0; i < count; ++i) data[1 + i] = static_cast<T>(input(i));
  ASSERT_TRUE(intensity(set, IntensityArguments<T>{data.data() + 1, count, flop, threads, {}}));
  for (std::size_t i = 0; i < count; ++i) {
    const double want = flop <= 2 ? input(i) + 2 : naive_pairs(input(i), flop / 4);
    ASSERT_EQ(static_cast<double>(data[1 + i]), want) << to_string(set) << " flop " << flop << " at " << i;
  }
  EXPECT_EQ(data.front(), T(-5));
  EXPECT_EQ(data.back(), T(-5));
}

class FmaOnEachSet : public testing::TestWithParam<InstructionSet> {};

TEST_P(FmaOnEachSet, PeakMatchesStepByStepArithmetic) {
  for (const int chains : {1, 2, 4, 8, 12}) {
    for (const int threads : {1, 2}) {
      check_peak<float>(GetParam(), chains, threads, 100);
      check_peak<double>(GetParam(), chains, threads, 101);
    }
  }
}

TEST_P(FmaOnEachSet, PeakRefusesANumberOfChainsItHasNoCodeFor) {
  double cell = 0;
  EXPECT_FALSE(fma_peak(GetParam(), FmaPeakArguments<double>{&cell, &cell, 1, 3, 1, {}}));
}

TEST_P(FmaOnEachSet, IntensityMatchesStepByStepArithmeticAtEverySize) {
  for (const std::size_t count : {1u, 7u, 8u, 9u, 63u, 64u, 65u, 129u, 1003u}) {
    for (const std::int64_t flop : {1, 2, 4, 8, 64}) {
      for (const int threads : {1, 2}) {
        check_intensity<float>(GetParam(), count, flop, threads);
        check_intensity<double>(GetParam(), count, flop, threads);
      }
    }
  }
}

TEST_P(FmaOnEachSet, IntensityRefusesFlopItCannotDo) {
  float cell = 0;
  EXPECT_FALSE(intensity(GetParam(), IntensityArguments<float>{&cell, 1, 3, 1, {}}));
  EXPECT_FALSE(intensity(GetParam(), IntensityArguments<float>{&cell, 1, 0, 1, {}}));
  EXPECT_EQ(cell, 0);
}

INSTANTIATE_TEST_SUITE_P(Host, FmaOnEachSet, testing::ValuesIn(instruction_sets()),
                         [](const auto& set) { return to_string(set.param); });

}  // namespace
}  // namespace gpubench::kernels
