#include <gtest/gtest.h>

#include <vector>

#include "tests/support/simt/simt.hpp"
// The kernels after the words they are made of.
#include "kernels/cuda/spmv.cuh"

namespace gpubench::kernels::cuda {
namespace {

/// Rows of 0, 1, 2, ... 69 entries and again, over columns that jump about; integers throughout.
template <class T>
struct Matrix {
  explicit Matrix(std::size_t rows) : starts(rows + 1), x(97), y(rows, -77) {
    for (std::size_t r = 0; r < rows; ++r) starts[r + 1] = starts[r] + static_cast<std::int32_t>(r % 70);
    for (std::int32_t i = 0; i < starts[rows]; ++i) {
      columns.push_back(i * 31 % 97);
      values.push_back(static_cast<T>(i % 7 - 2));
    }
    for (std::size_t c = 0; c < x.size(); ++c) x[c] = static_cast<T>(static_cast<int>(c % 5) - 1);
  }

  SpmvArguments<T> arguments() {
    return {starts.data(), columns.data(), values.data(), x.data(), y.data(), y.size()};
  }

  std::vector<std::int32_t> starts, columns;
  std::vector<T> values, x, y;
};

template <class T>
class CudaSpmv : public testing::Test {};
using Types = testing::Types<float, double>;
TYPED_TEST_SUITE(CudaSpmv, Types);

TYPED_TEST(CudaSpmv, EveryRowIsItsHostTwinsAtEverySizeInEveryOrder) {
  for (const std::size_t rows : {1, 2, 31, 33, 71, 150}) {
    Matrix<TypeParam> host(rows);
    kernels::spmv(host.arguments());
    for (const simt::Order order : simt::orders()) {
      Matrix<TypeParam> device(rows);
      const auto arguments = device.arguments();
      simt::launch(rows > 100 ? 11 : 3, kSpmvThreads, 0, order, [&] { spmv_rows(arguments); });
      EXPECT_EQ(device.y, host.y) << rows;
    }
  }
}

}  // namespace
}  // namespace gpubench::kernels::cuda
