#include "kernels/host/attention.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gpubench::kernels {
namespace {

/// One query's softmax so far.
struct Row {
  float score_max = -std::numeric_limits<float>::infinity();
  float sum = 0;                       ///< Of exp(score - score_max).
  float out[kAttentionWidthMax] = {};  ///< Of exp(score - score_max) v.
};

float dot(const float* a, const float* b, std::size_t width) {
  float sum = 0;
#pragma omp simd reduction(+ : sum)
  for (std::size_t d = 0; d < width; ++d) sum += a[d] * b[d];
  return sum;
}

/// Takes in keys and values first .. first + count of a head.
void add_keys(Row& row, const float* query, const float* k, const float* v, std::size_t count,
              std::size_t width) {
  const float scale = 1 / std::sqrt(static_cast<float>(width));
  float score[kAttentionKeys];
  float score_max = row.score_max;
  for (std::size_t j = 0; j < count; ++j) {
    score[j] = dot(query, k + j * width, width) * scale;
    score_max = std::max(score_max, score[j]);
  }
  const float correction = std::exp(row.score_max - score_max);
  row.score_max = score_max;
  row.sum *= correction;
  for (std::size_t d = 0; d < width; ++d) row.out[d] *= correction;
  for (std::size_t j = 0; j < count; ++j) {
    const float p = std::exp(score[j] - score_max);
    row.sum += p;
#pragma omp simd
    for (std::size_t d = 0; d < width; ++d) row.out[d] += p * v[j * width + d];
  }
}

}  // namespace

void attention(const AttentionArguments& x) {
#pragma omp parallel for collapse(2) schedule(dynamic, 16) num_threads(x.threads)
  for (std::size_t head = 0; head < x.heads; ++head) {
    for (std::size_t i = 0; i < x.length; ++i) {
      const std::size_t begin = head * x.length * x.width, keys = x.causal ? i + 1 : x.length;
      Row row;
      for (std::size_t j = 0; j < keys; j += kAttentionKeys) {
        const std::size_t from = begin + j * x.width;
        add_keys(row, x.q + begin + i * x.width, x.k + from, x.v + from, std::min(kAttentionKeys, keys - j),
                 x.width);
      }
      for (std::size_t d = 0; d < x.width; ++d) x.out[begin + i * x.width + d] = row.out[d] / row.sum;
    }
  }
}

}  // namespace gpubench::kernels
