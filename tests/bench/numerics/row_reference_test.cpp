#include "bench/numerics/row_reference.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <limits>
#include <string>
#include <vector>

#include "bench/numerics/formats.hpp"
#include "bench/numerics/inputs.hpp"

namespace gpubench {
namespace {

constexpr RowShape kShape{64, 512};
constexpr float kEpsilon = 1e-5F;

enum class Operation { softmax, layernorm, rmsnorm };

void make_row(std::uint64_t row, std::span<float> x) {
  fill_inputs(x, Family::rounded, 3, 0, row * kShape.columns);
  for (float& value : x) value = 4 * value + 0.5F;
}

/// A right result in f32, of inputs held in a format, less the columns from left_out on; and faults planted.
struct Rows {
  explicit Rows(Operation of, FloatFormat format = kF32, std::size_t left_out = kShape.columns)
      : operation(of), gamma(kShape.columns), beta(kShape.columns), y(kShape.rows * kShape.columns) {
    fill_inputs(std::span(gamma), Family::rounded, 3, 1);
    fill_inputs(std::span(beta), Family::rounded, 3, 2);
    std::vector<float> x(kShape.columns);
    for (std::uint64_t row = 0; row < kShape.rows; ++row) {
      make_row(row, x);
      for (float& value : x) value = static_cast<float>(round_to(format, static_cast<double>(value)));
      compute(x, y.data() + row * kShape.columns, left_out);
    }
  }

  void compute(const std::vector<float>& x, float* out, std::size_t left_out) const {
    const auto used = static_cast<float>(left_out);
    float max = x[0], sum = 0, squares = 0;
    for (std::size_t c = 0; c < left_out; ++c) {
      max = std::max(max, x[c]);
      sum += x[c];
    }
    const float mean = operation == Operation::layernorm ? sum / used : 0;
    float exponentials = 0;
    for (std::size_t c = 0; c < left_out; ++c) {
      squares += (x[c] - mean) * (x[c] - mean);
      exponentials += std::exp(x[c] - max);
    }
    const float scale = 1 / std::sqrt(squares / used + kEpsilon);
    for (std::size_t c = 0; c < kShape.columns; ++c) {
      out[c] = operation == Operation::softmax
                   ? std::exp(x[c] - max) / exponentials
                   : (x[c] - mean) * scale * gamma[c] + (operation == Operation::layernorm ? beta[c] : 0.0F);
    }
  }

  Verdict judge(RowMaker maker = make_row) const {
    const NormScale scale{gamma, beta, kEpsilon};
    const RowCheck check{1, 2};
    if (operation == Operation::softmax) return check_softmax(kShape, maker, y, check);
    if (operation == Operation::layernorm) return check_layernorm(kShape, maker, scale, y, check);
    return check_rmsnorm(kShape, maker, scale, y, check);
  }

  Operation operation;
  std::vector<float> gamma, beta, y;
};

class RowReference : public testing::TestWithParam<Operation> {};

TEST_P(RowReference, RightRowsAreStatistical) {
  const Verdict verdict = Rows(GetParam()).judge();
  EXPECT_EQ(verdict.correctness, Correctness::statistical) << verdict.detail;
  EXPECT_EQ(verdict.checked, kShape.rows * kShape.columns);
  EXPECT_GT(verdict.eta_max, 0);
  std::cout << "eta of right rows: " << verdict.eta_max << '\n';
}

TEST_P(RowReference, InputsRoundedToTf32OrBf16AreNotStatistical) {
  const Verdict tf32 = Rows(GetParam(), kTf32).judge(), bf16 = Rows(GetParam(), kBf16).judge();
  std::cout << "eta of tf32: " << tf32.eta_max << ", bf16: " << bf16.eta_max << '\n';
  EXPECT_GT(tf32.eta_max, 1);
  EXPECT_NE(tf32.correctness, Correctness::statistical);
  EXPECT_GT(bf16.eta_max, tf32.eta_max);
}

TEST_P(RowReference, ABlockLeftOutOfTheSumsIsWrong) {
  const Verdict verdict = Rows(GetParam(), kF32, kShape.columns - 16).judge();
  std::cout << "eta of a dropped block: " << verdict.eta_max << '\n';
  EXPECT_EQ(verdict.correctness, Correctness::wrong);
}

TEST_P(RowReference, SwappedRowsAndThoseOfOtherInputsAreWrong) {
  Rows rows(GetParam());
  std::swap_ranges(rows.y.begin() + 3 * kShape.columns, rows.y.begin() + 4 * kShape.columns,
                   rows.y.begin() + 4 * kShape.columns);
  EXPECT_EQ(rows.judge().correctness, Correctness::wrong);
  const auto other = [](std::uint64_t row, std::span<float> x) { make_row(row + 1, x); };
  EXPECT_EQ(Rows(GetParam()).judge(other).correctness, Correctness::wrong);
}

TEST_P(RowReference, OneNanOrInfinityAnywhereIsWrongAndNamed) {
  for (const float bad : {std::numeric_limits<float>::quiet_NaN(), HUGE_VALF}) {
    for (const std::size_t i : {std::size_t{0}, std::size_t{12345}, kShape.rows * kShape.columns - 1}) {
      Rows rows(GetParam());
      rows.y[i] = bad;
      EXPECT_EQ(rows.judge().correctness, Correctness::wrong);
      EXPECT_EQ(rows.judge().worst_index, i);
    }
  }
}

std::string name_of(const testing::TestParamInfo<Operation>& info) {
  if (info.param == Operation::softmax) return "softmax";
  return info.param == Operation::layernorm ? "layernorm" : "rmsnorm";
}

INSTANTIATE_TEST_SUITE_P(Of, RowReference,
                         testing::Values(Operation::softmax, Operation::layernorm, Operation::rmsnorm),
                         name_of);

TEST(RowReferences, OfManyRowsTheFirstTheLastAndSomeBetweenAreCompared) {
  constexpr RowShape shape{100000, 32};
  const auto maker = [](std::uint64_t, std::span<float> x) { std::fill(x.begin(), x.end(), 1.0F); };
  std::vector<float> y(shape.rows * shape.columns, 1.0F / 32);
  const Verdict right = check_softmax(shape, maker, y, {1, 2});
  EXPECT_EQ(right.correctness, Correctness::statistical);
  EXPECT_GT(right.checked, (1u << 20) * 8 / 10);  // Some are chosen twice.
  EXPECT_LE(right.checked, 1u << 20);
  EXPECT_EQ(right.total, y.size());
  for (const std::size_t i : {std::size_t{0}, y.size() - 1}) {
    y[i] = 0.5F;
    EXPECT_EQ(check_softmax(shape, maker, y, {1, 2}).correctness, Correctness::wrong);
    y[i] = 1.0F / 32;
  }
}

}  // namespace
}  // namespace gpubench
