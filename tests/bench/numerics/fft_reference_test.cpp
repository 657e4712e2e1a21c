#include "bench/numerics/fft_reference.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <complex>
#include <limits>
#include <numbers>
#include <vector>

#include "bench/numerics/inputs.hpp"

namespace gpubench {
namespace {

/// A transform by its definition along each dimension in turn, each sum rounded to T at its end.
template <class T>
std::vector<T> transform(const FftShape& shape, const std::vector<T>& x, int sign) {
  std::vector<T> y = x;
  const std::uint64_t n = shape.size, lines = shape.batch * shape.points() / n;
  std::uint64_t stride = 1;
  for (int d = 0; d < shape.dimensions; ++d, stride *= n) {
    for (std::uint64_t line = 0; line < lines; ++line) {
      const std::uint64_t first = line / stride * stride * n + line % stride;
      std::vector<std::complex<long double>> sums(n);
      for (std::uint64_t k = 0; k < n; ++k) {
        for (std::uint64_t j = 0; j < n; ++j) {
          const std::uint64_t at = 2 * (first + j * stride);
          sums[k] += std::complex<long double>(y[at], y[at + 1]) *
                     std::polar(1.0L, sign * 2 * std::numbers::pi_v<long double> *
                                          static_cast<long double>(j * k % n) / static_cast<long double>(n));
        }
      }
      for (std::uint64_t k = 0; k < n; ++k) {
        y[2 * (first + k * stride)] = static_cast<T>(sums[k].real());
        y[2 * (first + k * stride) + 1] = static_cast<T>(sums[k].imag());
      }
    }
  }
  return y;
}

template <class T>
struct Case {
  explicit Case(FftShape of) : shape(of), x(2 * of.batch * of.points()) {
    fill_inputs<T>(x, Family::rounded, 1, 0);
    y = transform(shape, x, -1);
  }
  Verdict forward() const { return check_fft<T>(shape, x, y, {1, 2}); }
  Verdict inverse() const { return check_fft_inverse<T>(shape, x, transform(shape, y, 1)); }

  FftShape shape;
  std::vector<T> x, y;
};

constexpr FftShape kShapes[] = {{1, 48, 3}, {1, 2, 1}, {2, 12, 2}, {3, 6, 2}, {1, 300, 1}};

template <class T>
class Fft : public testing::Test {};
using Types = testing::Types<float, double>;
TYPED_TEST_SUITE(Fft, Types);

TYPED_TEST(Fft, RightTransformsOfAllDimensionsPass) {
  for (const FftShape& shape : kShapes) {
    const Case<TypeParam> right(shape);
    EXPECT_EQ(right.forward().correctness, Correctness::statistical) << right.forward().detail;
    EXPECT_EQ(right.inverse().correctness, Correctness::statistical) << right.inverse().detail;
    EXPECT_LT(right.forward().eta_max, 0.5);
  }
}

TYPED_TEST(Fft, TheOtherDirectionIsWrong) {
  Case<TypeParam> wrong({1, 48, 3});
  wrong.y = transform(wrong.shape, wrong.x, 1);
  EXPECT_EQ(wrong.forward().correctness, Correctness::wrong);
}

TYPED_TEST(Fft, AMissingDimensionIsWrong) {
  Case<TypeParam> wrong({2, 12, 2});
  wrong.y = transform({1, 12, 24}, wrong.x, -1);
  EXPECT_EQ(wrong.forward().correctness, Correctness::wrong);
}

TYPED_TEST(Fft, OneElementOutOfPlaceIsSeenAfterTheInverse) {
  Case<TypeParam> wrong({1, 300, 1});
  std::swap(wrong.y[100], wrong.y[200]);
  EXPECT_EQ(wrong.inverse().correctness, Correctness::wrong);
}

TYPED_TEST(Fft, OneChangedElementIsSeenInParsevalsSum) {
  Case<TypeParam> wrong({1, 300, 5});
  wrong.y[2 * 300 * 4 + 7] += 1;
  EXPECT_EQ(wrong.forward().correctness, Correctness::wrong);
  EXPECT_EQ(wrong.forward().worst_index, 1200U) << "the transform it is in";
}

TYPED_TEST(Fft, PoisonedOutputIsWrong) {
  Case<TypeParam> wrong({2, 12, 2});
  wrong.y[2 * 12 * 12 + 5] = std::numeric_limits<TypeParam>::quiet_NaN();
  EXPECT_EQ(wrong.forward().correctness, Correctness::wrong);
}

TEST(Fft, F32ArithmeticForF64IsWrong) {
  Case<double> wrong({1, 48, 3});
  for (double& value : wrong.y) value = static_cast<float>(value);
  EXPECT_EQ(wrong.forward().correctness, Correctness::wrong);
}

TEST(Fft, FlopIsTheUsualCount) {
  EXPECT_EQ((FftShape{1, 1024, 7}.flop()), 5 * 1024 * 10.0);
  EXPECT_EQ((FftShape{3, 16, 1}.flop()), 5 * 4096 * 12.0);
}

}  // namespace
}  // namespace gpubench
