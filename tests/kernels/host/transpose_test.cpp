#include "kernels/host/transpose.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

namespace gpubench::kernels {
namespace {

template <class T>
void check(std::size_t rows, std::size_t columns, int threads) {
  std::vector<T> in(rows * columns), out(rows * columns + 1, T(-1));
  std::iota(in.begin(), in.end(), T(0));
  transpose(TransposeArguments<T>{in.data(), out.data(), rows, columns, threads});
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t c = 0; c < columns; ++c) {
      ASSERT_EQ(out[c * rows + r], in[r * columns + c])
          << rows << " x " << columns << " at " << r << ',' << c;
    }
  }
  EXPECT_EQ(out.back(), T(-1));
}

TEST(Transpose, MovesEveryElementAtEverySize) {
  for (const std::size_t rows : {1u, 31u, 32u, 33u, 100u}) {
    for (const std::size_t columns : {1u, 31u, 32u, 33u, 129u}) {
      for (const int threads : {1, 2}) {
        check<float>(rows, columns, threads);
        check<double>(rows, columns, threads);
      }
    }
  }
}

}  // namespace
}  // namespace gpubench::kernels
