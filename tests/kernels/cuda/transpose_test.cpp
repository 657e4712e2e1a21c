#include "tests/support/simt/simt.hpp"
// The words first.
#include <gtest/gtest.h>

#include <numeric>
#include <vector>

#include "kernels/cuda/transpose.cuh"

namespace gpubench::kernels::cuda {
namespace {

template <class T>
void check(std::size_t rows, std::size_t columns, unsigned blocks, simt::Order order) {
  std::vector<T> in(rows * columns), out(rows * columns, T(-1)), expected(rows * columns);
  std::iota(in.begin(), in.end(), T(1));
  transpose(TransposeArguments<T>{in.data(), expected.data(), rows, columns, 1});
  const TransposeArguments<T> arguments{in.data(), out.data(), rows, columns, 1};
  simt::launch(blocks, dim3(kTransposeTile, 8), 0, order, [&] { transpose_kernel(arguments); });
  EXPECT_EQ(out, expected) << rows << " x " << columns;
}

TEST(TransposeKernel, MatchesItsTwinInAnyOrder) {
  for (const simt::Order order : simt::orders()) {
    for (const std::size_t rows : {1u, 31u, 33u, 70u}) {
      for (const std::size_t columns : {1u, 31u, 33u, 100u}) {
        check<float>(rows, columns, 12, order);  // as many blocks as tiles, or more
        check<double>(rows, columns, 2, order);  // fewer
      }
    }
  }
}

}  // namespace
}  // namespace gpubench::kernels::cuda
