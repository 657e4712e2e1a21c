#include "kernels/host/spmv.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace gpubench::kernels {
namespace {

template <class T>
class Spmv : public testing::Test {};
using Types = testing::Types<float, double>;
TYPED_TEST_SUITE(Spmv, Types);

TYPED_TEST(Spmv, AMatrixSmallEnoughToCheckByHand) {
  // | 2 0 1 |   | 3 |
  // | 0 0 0 | * | 5 |
  // | 4 0 6 |   | 7 |
  // | 0 8 0 |
  const std::vector<std::int32_t> starts{0, 2, 2, 4, 5}, columns{0, 2, 0, 2, 1};
  const std::vector<TypeParam> values{2, 1, 4, 6, 8}, x{3, 5, 7};
  for (const int threads : {1, 2, 3, 7}) {
    std::vector<TypeParam> y(5, -77);
    spmv(SpmvArguments<TypeParam>{starts.data(), columns.data(), values.data(), x.data(), y.data(), 4,
                                  threads});
    EXPECT_EQ(y, (std::vector<TypeParam>{13, 0, 54, 40, -77})) << threads;
  }
}

TYPED_TEST(Spmv, EveryRowIsWrittenByOneThreadHoweverLongRowsAre) {
  constexpr std::size_t rows = 1000;
  std::vector<std::int32_t> starts{0};
  for (std::size_t r = 0; r < rows; ++r) {
    starts.push_back(starts.back() + (r == 500 ? 20000 : static_cast<std::int32_t>(r % 3)));
  }
  const std::vector<std::int32_t> columns(static_cast<std::size_t>(starts.back()), 0);
  const std::vector<TypeParam> values(columns.size(), 1), x{1};
  for (const int threads : {1, 2, 3}) {
    std::vector<TypeParam> y(rows, -77);
    spmv(SpmvArguments<TypeParam>{starts.data(), columns.data(), values.data(), x.data(), y.data(), rows,
                                  threads});
    for (std::size_t r = 0; r < rows; ++r) {
      ASSERT_EQ(y[r], static_cast<TypeParam>(starts[r + 1] - starts[r])) << r << " on " << threads;
    }
  }
}

}  // namespace
}  // namespace gpubench::kernels
