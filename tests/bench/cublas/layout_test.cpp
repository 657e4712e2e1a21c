#include "bench/cublas/layout.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "bench/numerics/gemm_reference.hpp"
#include "bench/numerics/inputs.hpp"

namespace gpubench {
namespace {

/// output = op(left) right as a column-major library computes it from its layouts alone.
std::vector<float> multiply(const MatmulLayouts& layouts, std::uint64_t batch, const std::vector<float>& left,
                            const std::vector<float>& right) {
  const auto at = [](const MatrixLayout& layout, std::uint64_t item, std::uint64_t row,
                     std::uint64_t column) {
    return item * static_cast<std::uint64_t>(layout.stride) +
           column * static_cast<std::uint64_t>(layout.leading) + row;
  };
  std::vector<float> output(batch * static_cast<std::uint64_t>(layouts.output.stride));
  for (std::uint64_t item = 0; item < batch; ++item) {
    for (std::uint64_t r = 0; r < layouts.output.rows; ++r) {
      for (std::uint64_t c = 0; c < layouts.output.columns; ++c) {
        for (std::uint64_t l = 0; l < layouts.right.rows; ++l) {
          const std::uint64_t of_left =
              layouts.left_transposed ? at(layouts.left, item, l, r) : at(layouts.left, item, r, l);
          output[at(layouts.output, item, r, c)] += left[of_left] * right[at(layouts.right, item, l, c)];
        }
      }
    }
  }
  return output;
}

constexpr GemmShape kShape{7, 11, 13, 3};

struct Matrices {
  Matrices()
      : a(kShape.batch * kShape.m * kShape.k), b(kShape.batch * kShape.k * kShape.n), b_transposed(b.size()) {
    fill_inputs<float>(a, Family::exact, 1, 0);
    fill_inputs<float>(b, Family::exact, 1, 1);
    for (std::uint64_t i = 0; i < b.size(); ++i) {
      const std::uint64_t item = i / (kShape.k * kShape.n), l = i / kShape.n % kShape.k, j = i % kShape.n;
      b_transposed[(item * kShape.n + j) * kShape.k + l] = b[i];
    }
  }
  Correctness judge(const std::vector<float>& c) const {
    return check_gemm_exact<float>(kShape, a, b, c, {}).correctness;
  }
  std::vector<float> a, b, b_transposed;
};

TEST(MatmulLayouts, GiveTheRowMajorProduct) {
  const Matrices of;
  EXPECT_EQ(of.judge(multiply(layouts_of(kShape, false), kShape.batch, of.b, of.a)), Correctness::identical);
  EXPECT_EQ(of.judge(multiply(layouts_of(kShape, true), kShape.batch, of.b_transposed, of.a)),
            Correctness::identical);
}

TEST(MatmulLayouts, OfTheOtherOrderOfBAreWrong) {
  const Matrices of;
  EXPECT_EQ(of.judge(multiply(layouts_of(kShape, false), kShape.batch, of.b_transposed, of.a)),
            Correctness::wrong);
  EXPECT_EQ(of.judge(multiply(layouts_of(kShape, true), kShape.batch, of.b, of.a)), Correctness::wrong);
}

}  // namespace
}  // namespace gpubench
