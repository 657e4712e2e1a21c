#include "kernels/host/attention.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace gpubench::kernels {
namespace {

double value(std::size_t i, std::size_t salt) {
  return static_cast<double>((i * 2654435761u + salt) % 7919) / 7919 * 2 - 1;
}

struct Tensors {
  Tensors(std::size_t heads, std::size_t length, std::size_t width, bool causal, int threads)
      : q(heads * length * width), k(q.size()), v(q.size()), out(q.size() + 1, -9.0F) {
    for (std::size_t i = 0; i < q.size(); ++i) {
      q[i] = static_cast<float>(value(i, 1)), k[i] = static_cast<float>(value(i, 2));
      v[i] = static_cast<float>(value(i, 3));
    }
    arguments = {q.data(), k.data(), v.data(), out.data(), heads, length, width, causal, threads};
  }
  std::vector<float> q, k, v, out;
  AttentionArguments arguments;
};

/// The definition, in double.
std::vector<double> expected_row(const AttentionArguments& x, std::size_t row) {
  const std::size_t begin = row / x.length * x.length, keys = x.causal ? row % x.length + 1 : x.length;
  std::vector<double> out(x.width);
  double sum = 0;
  for (std::size_t j = 0; j < keys; ++j) {
    double score = 0;
    for (std::size_t d = 0; d < x.width; ++d) {
      score +=
          static_cast<double>(x.q[row * x.width + d]) * static_cast<double>(x.k[(begin + j) * x.width + d]);
    }
    const double weight = std::exp(score / std::sqrt(static_cast<double>(x.width)));
    sum += weight;
    for (std::size_t d = 0; d < x.width; ++d)
      out[d] += weight * static_cast<double>(x.v[(begin + j) * x.width + d]);
  }
  for (double& element : out) element /= sum;
  return out;
}

TEST(Attention, MatchesItsDefinition) {
  for (const std::size_t length : {1u, 31u, 32u, 33u, 65u}) {
    for (const std::size_t width : {64u, 128u}) {
      for (const bool causal : {false, true}) {
        Tensors tensors(2, length, width, causal, 2);
        attention(tensors.arguments);
        for (std::size_t row = 0; row < 2 * length; ++row) {
          const std::vector<double> expected = expected_row(tensors.arguments, row);
          for (std::size_t d = 0; d < width; ++d) {
            ASSERT_NEAR(static_cast<double>(tensors.out[row * width + d]), expected[d], 2e-6)
                << row << ',' << d;
          }
        }
        EXPECT_EQ(tensors.out.back(), -9.0F);
      }
    }
  }
}

}  // namespace
}  // namespace gpubench::kernels
