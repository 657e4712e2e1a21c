// Softmax, layer norm and RMS norm: the kernels that hold a row in a warp or a block.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/support/simt/simt.hpp"
// The kernels after the words they are made of.
#include "kernels/cuda/norm.cuh"
#include "kernels/cuda/softmax.cuh"
#include "tests/support/aligned_vector.hpp"

namespace gpubench::kernels::cuda {
namespace {

using Vector = test::AlignedVector<float>;

struct Shape {
  std::size_t rows, columns;
};

// Part of a warp, of a block, whole packs and not, each shape of a row; more rows than two blocks take at
// once.
const std::vector<Shape> kShapes = {{1, 1},    {37, 31},  {2, 33},   {17, 128}, {3, 256},
                                    {2, 257},  {2, 512},  {3, 999},  {2, 1024}, {3, 1025},
                                    {2, 1500}, {1, 3001}, {3, 8192}, {130, 7}};

Vector values(std::size_t count, std::size_t step) {
  Vector x(count);
  for (std::size_t i = 0; i < count; ++i) x[i] = static_cast<float>(i * step % 101) / 8 - 6;
  return x;
}

/// As kernels/cuda/launch_rows.cuh chooses, on two blocks; short rows on more.
template <class Kernel>
void launch_rows_simt(std::size_t columns, simt::Order order, Kernel kernel) {
  const unsigned blocks = columns < 31 ? 9 : 2;
  ASSERT_TRUE(with_row_shape(
      columns, [&](auto shape) { simt::launch(blocks, kRowThreads, 0, order, [&] { kernel(shape); }); }));
}

/// magnitude: of what is added up to make an element, so of what its rounding errors are a part.
void expect_close(const Vector& got, const Vector& want, const Shape& shape, double magnitude) {
  for (std::size_t i = 0; i < want.size(); ++i) {
    const auto expected = static_cast<double>(want[i]);
    ASSERT_NEAR(static_cast<double>(got[i]), expected, 2e-6 * (std::abs(expected) + magnitude))
        << shape.rows << " x " << shape.columns << " element " << i;
  }
}

TEST(CudaSoftmax, EveryElementIsItsHostTwinsAtEveryLengthInEveryOrder) {
  for (const Shape& shape : kShapes) {
    const Vector x = values(shape.rows * shape.columns, 37);
    Vector want(x.size());
    kernels::softmax({x.data(), want.data(), shape.rows, shape.columns, 1});
    Vector first;
    for (const simt::Order order : simt::orders()) {
      Vector y(x.size(), NAN);
      const SoftmaxArguments arguments{x.data(), y.data(), shape.rows, shape.columns};
      launch_rows_simt(shape.columns, order, [&](auto held) { softmax_rows<decltype(held)>(arguments); });
      expect_close(y, want, shape, 0);
      if (first.empty()) first = y;
      EXPECT_EQ(y, first) << "another order gives other bits";
    }
  }
}

/// Values stay below 7: gamma (x - mean) / sigma + beta adds up at most some 7 * 2 * 2 + 7.
constexpr double kMagnitude = 35;

TEST(CudaNorms, EveryElementIsItsHostTwinsAtEveryLengthInEveryOrder) {
  for (const Shape& shape : kShapes) {
    const Vector x = values(shape.rows * shape.columns, 37), gamma = values(shape.columns, 3),
                 beta = values(shape.columns, 7);
    Vector layer(x.size()), rms(x.size());
    NormArguments host{x.data(), gamma.data(), beta.data(), layer.data(), shape.rows, shape.columns};
    kernels::layernorm(host);
    host.y = rms.data();
    kernels::rmsnorm(host);
    for (const simt::Order order : simt::orders()) {
      Vector y(x.size(), NAN);
      NormArguments arguments = host;
      arguments.y = y.data();
      launch_rows_simt(shape.columns, order, [&](auto held) { layernorm_rows<decltype(held)>(arguments); });
      expect_close(y, layer, shape, kMagnitude);
      launch_rows_simt(shape.columns, order, [&](auto held) { rmsnorm_rows<decltype(held)>(arguments); });
      expect_close(y, rms, shape, kMagnitude);
    }
  }
}

TEST(CudaNorms, ARowWithoutVarianceIsNotDividedByZero) {
  const Vector x(100, 0), gamma = values(100, 3), beta = values(100, 7);
  Vector y(x.size(), NAN);
  const NormArguments arguments{x.data(), gamma.data(), beta.data(), y.data(), 1, x.size()};
  simt::launch(1, kRowThreads, 0, simt::Order::ascending(),
               [&] { layernorm_rows<RowShape<1, 32>>(arguments); });
  EXPECT_EQ(y, beta);
  simt::launch(1, kRowThreads, 0, simt::Order::ascending(),
               [&] { rmsnorm_rows<RowShape<1, 32>>(arguments); });
  EXPECT_EQ(y, x);
}

/// packs * 1000 + threads of the shape that holds a row; 0 where none does.
int shape_of(std::size_t columns) {
  int chosen = 0;
  const bool held = with_row_shape(columns, [&](auto shape) { chosen = 1000 * shape.packs + shape.threads; });
  EXPECT_EQ(held, chosen != 0);
  return chosen;
}

TEST(RowShapes, AreTheFewestRegistersThatHoldTheRow) {
  EXPECT_EQ(shape_of(1), 1032);
  EXPECT_EQ(shape_of(128), 1032);
  EXPECT_EQ(shape_of(129), 2032);
  EXPECT_EQ(shape_of(1024), 8032);
  EXPECT_EQ(shape_of(1025), 2256);
  EXPECT_EQ(shape_of(2049), 4256);
  EXPECT_EQ(shape_of(kSoftmaxColumns), 8256);
  EXPECT_EQ(shape_of(kNormColumns), 8256);
  EXPECT_EQ(shape_of(kNormColumns + 1), 0);
}

}  // namespace
}  // namespace gpubench::kernels::cuda
