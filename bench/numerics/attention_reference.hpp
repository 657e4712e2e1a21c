/// Whether attention was computed right. q, k, v and the output are float32 [heads, length, width], row-major
/// without gaps: out[i] = sum over j of p[i,j] v[j], p = softmax over j of q[i].k[j] / sqrt(width), where
/// causal over j <= i.
#pragma once
#include <cstdint>
#include <span>

#include "bench/numerics/formats.hpp"
#include "bench/numerics/verdict.hpp"

namespace gpubench {

struct AttentionShape {
  std::uint64_t heads = 0, length = 0, width = 0;
  bool causal = false;

  std::uint64_t elements() const { return heads * length * width; }
};

/// What judging may use.
struct AttentionCheck {
  std::uint64_t seed = 1;  ///< Chooses the rows, and the keys of select_inputs().
  int threads = 1;
  /// What q, k, v and the output are stored in; f32 holds them here. Where narrower, p is rounded to it too.
  FloatFormat stored = kF32;
};

/// Family R. Whole rows chosen by Philox, 4096 elements or a few more (all where there are no more), against
/// float64, and all of the output for NaN and infinity. phi = 8 + max|s - max s| + sqrt(length), s the scores
/// of the chosen rows; S = sum p|v|. Of a narrower type the rounding of p is
/// added to phi: u_stored / u_f32.
Verdict check_attention_rounded(const AttentionShape& shape, std::span<const float> q,
                                std::span<const float> k, std::span<const float> v,
                                std::span<const float> out, const AttentionCheck& check);

/// Family E: inputs that make each query select one key. Keys are rows of random signs times 32, a query is
/// the row of the key it selects, so that any other score is less by 181 and more (two signs differ at least)
/// and its exponential is 0 in f32; values are integers -3..3. Needs width 64 or 128.
void select_inputs(const AttentionShape& shape, std::span<float> q, std::span<float> k, std::span<float> v,
                   const AttentionCheck& check);

/// The key that query i of a head selects; where causal one of the first i + 1.
std::uint64_t selected_key(const AttentionShape& shape, std::uint64_t head, std::uint64_t i,
                           std::uint64_t seed);

/// Every element of an output of select_inputs() must equal its value. identical or wrong.
Verdict check_attention_selected(const AttentionShape& shape, std::span<const float> v,
                                 std::span<const float> out, const AttentionCheck& check);

}  // namespace gpubench
