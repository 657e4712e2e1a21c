#include "kernels/host/norm.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace gpubench::kernels {
namespace {

class NormsOnEachSet : public testing::TestWithParam<InstructionSet> {};

TEST_P(NormsOnEachSet, LayerNormOfARowSmallEnoughToCheckByHand) {
  // Mean 3, variance 4: (x - 3) / 2.
  const std::vector<float> x{1, 5, 1, 5}, gamma{1, 1, 10, 10}, beta{0, 0, 7, 7};
  std::vector<float> y(5, -77);
  layernorm(GetParam(), {x.data(), gamma.data(), beta.data(), y.data(), 1, 4, 0, 1});
  EXPECT_EQ(y, (std::vector<float>{-1, 1, -3, 17, -77}));
}

TEST_P(NormsOnEachSet, RmsNormOfARowSmallEnoughToCheckByHand) {
  // The mean of squares is 16: x / 4.
  const std::vector<float> x{4, -4, 4, 4}, gamma{1, 2, 3, 4};
  std::vector<float> y(5, -77);
  rmsnorm(GetParam(), {x.data(), gamma.data(), nullptr, y.data(), 1, 4, 0, 1});
  EXPECT_EQ(y, (std::vector<float>{1, -2, 3, 4, -77}));
}

TEST_P(NormsOnEachSet, EpsilonStandsUnderTheRoot) {
  const std::vector<float> x{0, 0}, gamma{1, 1}, beta{3, 4}, ones{1, 1};
  std::vector<float> y(2, -77);
  layernorm(GetParam(), {x.data(), gamma.data(), beta.data(), y.data(), 1, 2, 1e-5F, 1});
  EXPECT_EQ(y, beta) << "a row without variance is not divided by 0";
  rmsnorm(GetParam(), {ones.data(), gamma.data(), nullptr, y.data(), 1, 2, 3, 1});
  EXPECT_EQ(y, (std::vector<float>{0.5F, 0.5F}));
}

TEST_P(NormsOnEachSet, EveryElementFollowsTheFormulaAtEveryLengthOnAnyNumberOfThreads) {
  for (const std::size_t columns : {2, 3, 15, 16, 17, 31, 33, 63, 64, 65, 1000, 1023}) {
    constexpr std::size_t rows = 5;
    std::vector<float> x(rows * columns), gamma(columns), beta(columns);
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<float>(i * 37 % 101) / 8 - 6;
    for (std::size_t c = 0; c < columns; ++c) {
      gamma[c] = static_cast<float>(c % 5) + 1;
      beta[c] = static_cast<float>(c % 3) - 1;
    }
    for (const int threads : {1, 2, 3}) {
      std::vector<float> layer(x.size(), -77), rms(x.size(), -77);
      layernorm(GetParam(),
                {x.data(), gamma.data(), beta.data(), layer.data(), rows, columns, 1e-5F, threads});
      rmsnorm(GetParam(), {x.data(), gamma.data(), nullptr, rms.data(), rows, columns, 1e-5F, threads});
      for (std::size_t r = 0; r < rows; ++r) {
        const float* const row = x.data() + r * columns;
        double mean = 0, squares = 0, variance = 0;
        for (std::size_t c = 0; c < columns; ++c) mean += static_cast<double>(row[c]);
        mean /= static_cast<double>(columns);
        for (std::size_t c = 0; c < columns; ++c) {
          const double value = static_cast<double>(row[c]);
          squares += value * value / static_cast<double>(columns);
          variance += (value - mean) * (value - mean) / static_cast<double>(columns);
        }
        for (std::size_t c = 0; c < columns; ++c) {
          const double value = static_cast<double>(row[c]), g = static_cast<double>(gamma[c]);
          const double want_layer =
              g * (value - mean) / std::sqrt(variance + 1e-5) + static_cast<double>(beta[c]);
          const double want_rms = g * value / std::sqrt(squares + 1e-5);
          ASSERT_NEAR(static_cast<double>(layer[r * columns + c]), want_layer, 2e-5) << r << "," << c;
          ASSERT_NEAR(static_cast<double>(rms[r * columns + c]), want_rms, 2e-5) << r << "," << c;
        }
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Host, NormsOnEachSet, testing::ValuesIn(instruction_sets()),
                         [](const auto& set) { return to_string(set.param); });

}  // namespace
}  // namespace gpubench::kernels
