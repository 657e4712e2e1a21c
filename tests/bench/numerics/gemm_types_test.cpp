// Products in the types of devices: narrow inputs, wider accumulators, batches.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <functional>
#include <vector>

#include "bench/numerics/formats.hpp"
#include "bench/numerics/gemm_reference.hpp"
#include "bench/numerics/inputs.hpp"

namespace gpubench {
namespace {

constexpr GemmShape kShape{20, 33, 576, 2};

template <class T>
double value_of(T value) {
  if constexpr (std::is_arithmetic_v<T>)
    return value;
  else
    return to_double(value);
}

template <class Out>
Out make(double value) {
  if constexpr (std::is_same_v<Out, F16>)
    return to_f16(value);
  else if constexpr (std::is_same_v<Out, Bf16>)
    return to_bf16(value);
  else
    return static_cast<Out>(value);
}

/// As hardware does it: products exact, sums rounded to the accumulator's format, the end to Out.
template <class In, class Out>
struct Product {
  Product(Family family, FloatFormat accumulator)
      : a(kShape.batch * kShape.m * kShape.k), b(kShape.batch * kShape.k * kShape.n) {
    fill_inputs<In>(a, family, 1, 0);
    fill_inputs<In>(b, family, 1, 1);
    if (family == Family::exact) thin_columns<In>(kShape, b, exact_terms_max<Out>());
    multiply(accumulator);
  }

  void multiply(FloatFormat accumulator) {
    const auto [m, n, k, batch] = kShape;
    c.clear();
    for (std::uint64_t i = 0; i < batch * m; ++i) {
      for (std::uint64_t j = 0; j < n; ++j) {
        double sum = 0;
        for (std::uint64_t l = 0; l < k; ++l) {
          sum = round_to(accumulator, sum + value_of(a[i * k + l]) * value_of(b[(i / m * k + l) * n + j]));
        }
        c.push_back(make<Out>(sum));
      }
    }
  }

  Verdict exact() const { return check_gemm_exact<In, Out>(kShape, a, b, c, {1, 2}); }
  Verdict rounded(std::optional<double> u = std::nullopt) const {
    return check_gemm_rounded<In, Out>(kShape, a, b, c, {1, 2, u});
  }

  std::vector<In> a, b;
  std::vector<Out> c;
};

template <class I, class O>
struct Pair {
  using In = I;
  using Out = O;
};

template <class P>
class GemmOf : public testing::Test {};
using Pairs = testing::Types<Pair<Tf32, float>, Pair<F16, F16>, Pair<Bf16, Bf16>, Pair<E4m3, Bf16>>;
TYPED_TEST_SUITE(GemmOf, Pairs);

TYPED_TEST(GemmOf, RightProductPassesBothFamilies) {
  using Of = Product<typename TypeParam::In, typename TypeParam::Out>;
  const Verdict exact = Of(Family::exact, kF32).exact();
  EXPECT_EQ(exact.correctness, Correctness::identical) << exact.detail;
  const Verdict rounded = Of(Family::rounded, kF32).rounded();
  EXPECT_EQ(rounded.correctness, Correctness::statistical) << rounded.detail;
  EXPECT_EQ(rounded.total, kShape.batch * kShape.m * kShape.n);
}

TYPED_TEST(GemmOf, EachElementsLowestBitIsWatched) {
  Product<typename TypeParam::In, typename TypeParam::Out> product(Family::exact, kF32);
  for (std::size_t i = 0; i < product.c.size(); i += 97) {
    const auto kept = product.c[i];
    auto* const bytes = reinterpret_cast<unsigned char*>(&product.c[i]);
    bytes[0] ^= 1;
    EXPECT_EQ(product.exact().correctness, Correctness::wrong) << i;
    EXPECT_EQ(product.exact().worst_index, i);
    product.c[i] = kept;
  }
}

TYPED_TEST(GemmOf, ProductsOfABatchAreNotInterchangeable) {
  for (const Family family : {Family::exact, Family::rounded}) {
    Product<typename TypeParam::In, typename TypeParam::Out> product(family, kF32);
    std::swap_ranges(product.c.begin(), product.c.begin() + kShape.m * kShape.n,
                     product.c.begin() + kShape.m * kShape.n);
    const Verdict verdict = family == Family::exact ? product.exact() : product.rounded();
    EXPECT_EQ(verdict.correctness, Correctness::wrong);
  }
}

TYPED_TEST(GemmOf, ABf16AccumulatorIsNotStatistical) {
  const Product<typename TypeParam::In, typename TypeParam::Out> product(Family::rounded, kBf16);
  EXPECT_NE(product.rounded().correctness, Correctness::statistical);
  EXPECT_GT(product.rounded().eta_max, 1);
}

TEST(GemmTypes, ThirteenBitsAreToldFromF32OnlyByTheirOwnRoundoff) {
  constexpr FloatFormat kFourteen{14, -126, 127};
  const Product<E4m3, Bf16> product(Family::rounded, kFourteen);
  EXPECT_EQ(product.rounded(0x1p-14).correctness, Correctness::statistical);
  const Verdict narrow = Product<E4m3, Bf16>(Family::rounded, kBf16).rounded(0x1p-14);
  EXPECT_NE(narrow.correctness, Correctness::statistical) << narrow.eta_max;
}

TEST(GemmTypes, SumsThatANarrowOutputRoundsAreNoMatterOfFamilyE) {
  Product<Bf16, Bf16> product(Family::exact, kF32);
  fill_inputs<Bf16>(product.b, Family::exact, 1, 1);  // Not thinned: sums beyond 256.
  product.multiply(kF32);
  EXPECT_EQ(product.exact().correctness, Correctness::wrong);
}

TEST(GemmTypes, ThinnedColumnsKeepAtMostTheirTermsAndReachEveryRow) {
  for (const std::uint64_t terms : {28, 227}) {
    constexpr GemmShape shape{1, 64, 1000, 2};
    std::vector<float> b(shape.batch * shape.k * shape.n, 1.0F);
    thin_columns<float>(shape, b, terms);
    for (std::uint64_t item = 0; item < shape.batch; ++item) {
      std::vector<double> in_row(shape.k);
      for (std::uint64_t j = 0; j < shape.n; ++j) {
        double kept = 0;
        for (std::uint64_t l = 0; l < shape.k; ++l) {
          const double value = b[(item * shape.k + l) * shape.n + j];
          kept += value;
          in_row[l] += value;
        }
        EXPECT_LE(kept, static_cast<double>(terms));
        EXPECT_GT(kept, static_cast<double>(terms) / 2);
      }
      for (const double row : in_row) EXPECT_GT(row, 0);
    }
  }
}

TEST(GemmTypes, IntegersAreExactOverTheirWholeRange) {
  for (const Family family : {Family::exact, Family::rounded}) {
    Product<std::int8_t, std::int32_t> product(family, kF64);
    EXPECT_EQ(product.exact().correctness, Correctness::identical) << product.exact().detail;
    product.c[777] += 1;
    EXPECT_EQ(product.exact().correctness, Correctness::wrong);
    EXPECT_EQ(product.exact().worst_index, 777U);
  }
}

TEST(GemmTypes, ExtremeIntegersAreInReach) {
  Product<std::int8_t, std::int32_t> product(Family::rounded, kF64);
  product.a.assign(product.a.size(), -128);
  product.b.assign(product.b.size(), -128);
  product.multiply(kF64);
  EXPECT_EQ(product.exact().correctness, Correctness::identical) << product.exact().detail;
}

}  // namespace
}  // namespace gpubench
