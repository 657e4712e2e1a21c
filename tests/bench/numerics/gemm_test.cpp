#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

#include "bench/numerics/formats.hpp"
#include "bench/numerics/gemm_reference.hpp"
#include "bench/numerics/inputs.hpp"

namespace gpubench {
namespace {

constexpr GemmShape kShape{96, 80, 512};

/// A right product in the type's own arithmetic, and the faults a test plants into it.
template <class T>
struct Product {
  explicit Product(Family family) : a(kShape.m * kShape.k), b(kShape.k * kShape.n) {
    fill_inputs<T>(a, family, 1, 0);
    fill_inputs<T>(b, family, 1, 1);
    c = multiply(a, b, kShape.k, kShape.k);
  }

  /// Sums over l < k, but for the 16 of l >= left_out.
  static std::vector<T> multiply(const std::vector<T>& a, const std::vector<T>& b, std::uint64_t k,
                                 std::uint64_t left_out) {
    std::vector<T> c(kShape.m * kShape.n);
    for (std::uint64_t i = 0; i < kShape.m; ++i) {
      for (std::uint64_t l = 0; l < k; ++l) {
        if (l >= left_out && l < left_out + 16) continue;
        for (std::uint64_t j = 0; j < kShape.n; ++j)
          c[i * kShape.n + j] += a[i * k + l] * b[l * kShape.n + j];
      }
    }
    return c;
  }

  Verdict exact() const { return check_gemm_exact<T>(kShape, a, b, c, {1, 2}); }
  Verdict rounded() const { return check_gemm_rounded<T>(kShape, a, b, c, {1, 2}); }

  void drop_block() { c = multiply(a, b, kShape.k, 160); }
  void swap_rows() {
    for (std::uint64_t j = 0; j < kShape.n; ++j) std::swap(c[3 * kShape.n + j], c[4 * kShape.n + j]);
  }
  void round_inputs(FloatFormat format) {
    auto low = [&](std::vector<T> values) {
      for (T& value : values) value = static_cast<T>(round_to(format, value));
      return values;
    };
    c = multiply(low(a), low(b), kShape.k, kShape.k);
  }

  std::vector<T> a, b, c;
};

template <class T>
void flip(T& value, int bit) {
  using Bits = std::conditional_t<sizeof(T) == 8, std::uint64_t, std::uint32_t>;
  value = std::bit_cast<T>(std::bit_cast<Bits>(value) ^ (Bits{1} << bit));
}

template <class T>
class Gemm : public testing::Test {};
using Types = testing::Types<float, double>;
TYPED_TEST_SUITE(Gemm, Types);

TYPED_TEST(Gemm, RightProductPassesBothFamilies) {
  const Verdict exact = Product<TypeParam>(Family::exact).exact();
  EXPECT_EQ(exact.correctness, Correctness::identical) << exact.detail;
  EXPECT_EQ(exact.checked, kShape.m * kShape.n);
  const Verdict rounded = Product<TypeParam>(Family::rounded).rounded();
  EXPECT_EQ(rounded.correctness, Correctness::statistical) << rounded.detail;
  EXPECT_EQ(rounded.checked, 4096U);
  EXPECT_GT(rounded.eta_max, 0);
  std::cout << "eta of a right product: " << rounded.eta_max << '\n';
}

TYPED_TEST(Gemm, OneFlippedBitAnywhereIsCaughtAndNamed) {
  Product<TypeParam> product(Family::exact);
  for (std::size_t i = 0; i < product.c.size(); i += 61) {
    const int bit = static_cast<int>(i / 61) % static_cast<int>(8 * sizeof(TypeParam));
    flip(product.c[i], bit);
    const Verdict verdict = product.exact();
    EXPECT_EQ(verdict.correctness, Correctness::wrong) << "element " << i << " bit " << bit;
    EXPECT_EQ(verdict.worst_index, i);
    flip(product.c[i], bit);
  }
  EXPECT_EQ(product.exact().correctness, Correctness::identical);
}

TYPED_TEST(Gemm, EveryBitOfOneElementIsCaught) {
  Product<TypeParam> product(Family::exact);
  product.c[100] = 0;
  product.a.assign(product.a.size(), 0);
  product.c.assign(product.c.size(), 0);
  ASSERT_EQ(product.exact().correctness, Correctness::identical) << "a product of zeros";
  for (int bit = 0; bit < static_cast<int>(8 * sizeof(TypeParam)); ++bit) {
    flip(product.c[100], bit);
    EXPECT_EQ(product.exact().correctness, Correctness::wrong) << "bit " << bit;
    flip(product.c[100], bit);
  }
}

TYPED_TEST(Gemm, ErrorsThatCancelInARowAreCaught) {
  Product<TypeParam> product(Family::exact);
  product.c[10] += 1;
  product.c[11] -= 1;
  EXPECT_EQ(product.exact().correctness, Correctness::wrong);
  EXPECT_EQ(product.exact().worst_index, 10U);
}

TYPED_TEST(Gemm, DroppedBlockIsWrong) {
  Product<TypeParam> exact(Family::exact), rounded(Family::rounded);
  exact.drop_block();
  rounded.drop_block();
  EXPECT_EQ(exact.exact().correctness, Correctness::wrong);
  EXPECT_EQ(rounded.rounded().correctness, Correctness::wrong);
  std::cout << "eta of a dropped block: " << rounded.rounded().eta_max << '\n';
}

TYPED_TEST(Gemm, SwappedRowsAreWrong) {
  Product<TypeParam> exact(Family::exact), rounded(Family::rounded);
  exact.swap_rows();
  rounded.swap_rows();
  EXPECT_EQ(exact.exact().correctness, Correctness::wrong);
  EXPECT_EQ(rounded.rounded().correctness, Correctness::wrong);
  std::cout << "eta of swapped rows: " << rounded.rounded().eta_max << '\n';
}

TYPED_TEST(Gemm, OneNanIsWrongInEitherFamily) {
  for (const double bad : {std::numeric_limits<double>::quiet_NaN(), HUGE_VAL}) {
    Product<TypeParam> exact(Family::exact), rounded(Family::rounded);
    for (const std::size_t i : {0UL, 4321UL, exact.c.size() - 1}) {  // Sampled or not.
      auto kept = rounded;
      exact.c[i] = static_cast<TypeParam>(bad);
      kept.c[i] = static_cast<TypeParam>(bad);
      EXPECT_EQ(exact.exact().correctness, Correctness::wrong);
      EXPECT_EQ(kept.rounded().correctness, Correctness::wrong);
      EXPECT_EQ(kept.rounded().worst_index, i);
    }
  }
}

TYPED_TEST(Gemm, StaleOutputIsWrong) {
  Product<TypeParam> exact(Family::exact), rounded(Family::rounded);
  fill_inputs<TypeParam>(exact.a, Family::exact, 2, 0);  // New inputs, the output of the old ones.
  fill_inputs<TypeParam>(rounded.a, Family::rounded, 2, 0);
  EXPECT_EQ(exact.exact().correctness, Correctness::wrong);
  EXPECT_EQ(rounded.rounded().correctness, Correctness::wrong);
}

TEST(Gemm, InputsRoundedToFewerBitsAreNotStatistical) {
  Product<float> tf32(Family::rounded), bf16(Family::rounded);
  tf32.round_inputs(kTf32);
  bf16.round_inputs(kBf16);
  std::cout << "eta of tf32 for f32: " << tf32.rounded().eta_max << ", bf16: " << bf16.rounded().eta_max
            << '\n';
  EXPECT_GT(tf32.rounded().eta_max, 1);
  EXPECT_NE(tf32.rounded().correctness, Correctness::statistical);
  EXPECT_GT(bf16.rounded().eta_max, tf32.rounded().eta_max);
}

TEST(Gemm, F32ArithmeticForF64IsWrong) {
  Product<double> product(Family::rounded);
  product.round_inputs(kF32);
  EXPECT_EQ(product.rounded().correctness, Correctness::wrong);
}

}  // namespace
}  // namespace gpubench
