#include "bench/numerics/layer_norm_gradients.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "bench/numerics/inputs.hpp"

namespace gpubench {
namespace {

constexpr RowShape kShape{40, 96};

/// Inputs, and a right result in f32.
struct Gradients {
  Gradients() : x(kShape.rows * kShape.columns), dy(x.size()), gamma(kShape.columns) {
    for (std::uint32_t tensor = 0; auto* values : {&x, &gamma, &dy}) {
      fill_inputs<float>(*values, Family::rounded, 3, tensor++);
    }
    of = {kShape, x, gamma, dy, std::vector<double>(kShape.rows, 0.125), {}};
    for (std::uint64_t r = 0; r < kShape.rows; ++r)
      of.inverse_sigma.push_back(1 + 0x1p-6 * static_cast<double>(r));
    compute();
  }

  void compute() {
    dx.assign(x.size(), 0);
    dgamma.assign(kShape.columns, 0);
    dbeta.assign(kShape.columns, 0);
    for (std::uint64_t r = 0; r < kShape.rows; ++r) {
      const auto mean = static_cast<float>(of.mean[r]), inverse = static_cast<float>(of.inverse_sigma[r]);
      float g_sum = 0, gn_sum = 0;
      for (std::uint64_t c = 0; c < kShape.columns; ++c) {
        const std::uint64_t i = r * kShape.columns + c;
        const float n = (x[i] - mean) * inverse;
        g_sum += gamma[c] * dy[i];
        gn_sum += gamma[c] * dy[i] * n;
        dgamma[c] += dy[i] * n;
        dbeta[c] += dy[i];
      }
      for (std::uint64_t c = 0; c < kShape.columns; ++c) {
        const std::uint64_t i = r * kShape.columns + c;
        const float n = (x[i] - mean) * inverse, columns = kShape.columns;
        dx[i] = inverse * (gamma[c] * dy[i] - g_sum / columns - n * gn_sum / columns);
      }
    }
  }

  std::vector<float> x, dy, gamma, dx, dgamma, dbeta;
  LayerNormGradients of;
};

/// The loss whose gradients these are, sum of dy y, where mean and sigma follow x as they do in a network.
double loss(const std::vector<double>& x, double gamma, const std::vector<double>& dy) {
  const auto n = static_cast<double>(x.size());
  double mean = 0, variance = 0, sum = 0;
  for (const double value : x) mean += value / n;
  for (const double value : x) variance += (value - mean) * (value - mean) / n;
  for (std::size_t i = 0; i < x.size(); ++i) sum += dy[i] * gamma * (x[i] - mean) / std::sqrt(variance);
  return sum;
}

TEST(LayerNormGradients, WhatF32GivesIsStatistical) {
  const Gradients right;
  EXPECT_EQ(check_layer_norm_dx(right.of, right.dx, {1, 2}).correctness, Correctness::statistical);
  EXPECT_EQ(check_layer_norm_dgamma(right.of, right.dgamma, {1, 2}).correctness, Correctness::statistical);
  EXPECT_EQ(check_layer_norm_dbeta(right.of, right.dbeta, {1, 2}).correctness, Correctness::statistical);
}

TEST(LayerNormGradients, OneTermOrRowLeftOutIsWrong) {
  Gradients wrong;
  for (std::uint64_t c = 0; c < kShape.columns; ++c) {
    wrong.dx[c] += 0x1p-8F;  // as if the mean of g were left out
    wrong.dbeta[c] -= wrong.dy[c];
    wrong.dgamma[c] -= wrong.dy[c] * (wrong.x[c] - 0.125F);
  }
  EXPECT_EQ(check_layer_norm_dx(wrong.of, wrong.dx, {1, 2}).correctness, Correctness::wrong);
  EXPECT_EQ(check_layer_norm_dgamma(wrong.of, wrong.dgamma, {1, 2}).correctness, Correctness::wrong);
  EXPECT_EQ(check_layer_norm_dbeta(wrong.of, wrong.dbeta, {1, 2}).correctness, Correctness::wrong);
}

TEST(LayerNormGradients, TheReferenceIsTheSlopeOfTheLoss) {
  const std::vector<float> x = {1, -2, 4, 0.5F}, gamma(4, 1.5F), dy = {0.25F, -1, 0.5F, 2};
  const std::vector<double> wide(x.begin(), x.end()), weights(dy.begin(), dy.end());
  LayerNormGradients of{{1, 4}, x, gamma, dy, {0.875}, {}};
  double variance = 0;
  for (const double value : wide) variance += (value - 0.875) * (value - 0.875) / 4;
  of.inverse_sigma = {1 / std::sqrt(variance)};
  std::vector<float> slope;
  for (std::size_t i = 0; i < 4; ++i) {
    auto more = wide, less = wide;
    more[i] += 1e-4;
    less[i] -= 1e-4;
    slope.push_back(static_cast<float>((loss(more, 1.5, weights) - loss(less, 1.5, weights)) / 2e-4));
  }
  EXPECT_EQ(check_layer_norm_dx(of, slope, {}).correctness, Correctness::statistical);
}

}  // namespace
}  // namespace gpubench
