#include "bench/numerics/activation_reference.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "bench/numerics/inputs.hpp"

namespace gpubench {
namespace {

constexpr RowShape kShape{16, 64};

std::vector<float> inputs() {
  std::vector<float> x(kShape.rows * kShape.columns);
  fill_inputs<float>(x, Family::rounded, 5, 0);
  for (float& value : x) value *= 4;
  return x;
}

template <class Function>
Verdict judge(Activation of, const Function& function, FloatFormat output = kF32) {
  const std::vector<float> x = inputs();
  std::vector<float> y;
  for (const float value : x) y.push_back(function(value));
  return check_activation(of, kShape, x, y, {1, 2, output});
}

TEST(ActivationReference, ValuesAreThoseOfTables) {
  EXPECT_EQ(activation_of(Activation::relu, -2), 0);
  EXPECT_EQ(activation_of(Activation::relu, 2.5), 2.5);
  EXPECT_NEAR(activation_of(Activation::gelu, 1), 0.8413447460685429, 1e-15);
  EXPECT_NEAR(activation_of(Activation::gelu, -1), -0.15865525393145707, 1e-15);
  EXPECT_NEAR(activation_of(Activation::tanh, 0.5), 0.46211715726000975, 1e-15);
}

TEST(ActivationReference, WhatF32GivesIsRight) {
  EXPECT_EQ(judge(Activation::relu, [](float x) { return std::max(x, 0.0F); }).correctness,
            Correctness::identical);
  EXPECT_EQ(judge(Activation::tanh, [](float x) { return std::tanh(x); }).correctness,
            Correctness::statistical);
  EXPECT_EQ(
      judge(Activation::gelu, [](float x) { return x / 2 * (1 + std::erf(x * 0.70710678F)); }).correctness,
      Correctness::statistical);
}

TEST(ActivationReference, AnotherFunctionIsWrong) {
  const auto by_tanh = [](float x) {
    return x / 2 * (1 + std::tanh(0.7978845608F * (x + 0.044715F * x * x * x)));
  };
  EXPECT_EQ(judge(Activation::gelu, by_tanh).correctness, Correctness::wrong);
  EXPECT_EQ(judge(Activation::relu, [](float x) { return std::max(x, -1e-6F * x); }).correctness,
            Correctness::wrong);
  const auto to_bf16_only = [](float x) {
    return static_cast<float>(round_to(kBf16, std::tanh(static_cast<double>(x))));
  };
  EXPECT_EQ(judge(Activation::tanh, to_bf16_only).correctness, Correctness::wrong);
  EXPECT_EQ(judge(Activation::tanh, to_bf16_only, kBf16).correctness, Correctness::statistical)
      << "where the output is bf16";
}

}  // namespace
}  // namespace gpubench
