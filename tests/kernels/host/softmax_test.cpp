#include "kernels/host/softmax.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace gpubench::kernels {
namespace {

class SoftmaxOnEachSet : public testing::TestWithParam<InstructionSet> {};

TEST_P(SoftmaxOnEachSet, RowsSmallEnoughToCheckByHand) {
  const std::vector<float> x{0, 0, 0, 0, 1000, 0, 1000, 0};  // Large values must not overflow.
  std::vector<float> y(9, -77);
  softmax(GetParam(), {x.data(), y.data(), 2, 4, 1});
  for (int c = 0; c < 4; ++c) EXPECT_EQ(y[static_cast<std::size_t>(c)], 0.25F);
  EXPECT_EQ(y[4], 0.5F);
  EXPECT_EQ(y[5], 0);
  EXPECT_EQ(y[6], 0.5F);
  EXPECT_EQ(y[8], -77);
}

TEST_P(SoftmaxOnEachSet, EveryElementFollowsTheFormulaAtEveryLengthOnAnyNumberOfThreads) {
  for (const std::size_t columns : {1, 3, 15, 16, 17, 31, 33, 63, 64, 65, 1000, 1023}) {
    constexpr std::size_t rows = 5;
    std::vector<float> x(rows * columns);
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<float>(i * 37 % 101) / 8 - 6;
    for (const int threads : {1, 2, 3}) {
      std::vector<float> y(x.size(), -77);
      softmax(GetParam(), {x.data(), y.data(), rows, columns, threads});
      for (std::size_t r = 0; r < rows; ++r) {
        double sum = 0;
        for (std::size_t c = 0; c < columns; ++c) sum += std::exp(static_cast<double>(x[r * columns + c]));
        for (std::size_t c = 0; c < columns; ++c) {
          const double want = std::exp(static_cast<double>(x[r * columns + c])) / sum;
          ASSERT_NEAR(static_cast<double>(y[r * columns + c]), want, 1e-6 * want) << r << "," << c;
        }
      }
    }
  }
}

TEST_P(SoftmaxOnEachSet, LargeAndSmallValuesGoWithTheLargest) {
  const std::vector<float> x{-1e30F, 1e30F, -INFINITY, -1e30F, -1e30F};
  std::vector<float> y(x.size(), -77);
  softmax(GetParam(), {x.data(), y.data(), 1, x.size(), 1});
  EXPECT_EQ(y, (std::vector<float>{0, 1, 0, 0, 0}));
}

TEST(Softmax, UnnamedSetIsTheWidest) {
  const std::vector<float> x{1, 2.5F, -3, 0.1F, 7};
  std::vector<float> y(5), best(5);
  softmax({x.data(), y.data(), 1, 5, 1});
  softmax(best_instruction_set(), {x.data(), best.data(), 1, 5, 1});
  EXPECT_EQ(y, best);
}

INSTANTIATE_TEST_SUITE_P(Host, SoftmaxOnEachSet, testing::ValuesIn(instruction_sets()),
                         [](const auto& set) { return to_string(set.param); });

}  // namespace
}  // namespace gpubench::kernels
