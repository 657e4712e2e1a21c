/// Attention: what each query takes from all values, weighted by how well their keys fit.
#pragma once
#include <cstddef>

namespace gpubench::kernels {

/// Keys and values taken at a time; the softmax is corrected as greater scores come (Milakov, Gimelshein:
/// Online normalizer calculation for softmax, 2018; Dao et al.: FlashAttention, NeurIPS 2022).
inline constexpr std::size_t kAttentionKeys = 32;
inline constexpr std::size_t kAttentionWidthMax = 128;

/// For each head: out[i] = sum over j of p[i,j] v[j], p = softmax over j of q[i].k[j] / sqrt(width); where
/// causal, over j <= i only. All are [heads, length, width] of one type, row-major without gaps. width: 64 or
/// 128. Counts: 4 width flop a pair (i, j); exponentials are left out. Each tensor once.
template <class T>
struct TypedAttentionArguments {
  const T* q = nullptr;
  const T* k = nullptr;
  const T* v = nullptr;
  T* out = nullptr;
  std::size_t heads = 0;
  std::size_t length = 0;
  std::size_t width = 0;
  bool causal = false;
  int threads = 1;  ///< Of the host; a device has its own.
};

using AttentionArguments = TypedAttentionArguments<float>;

void attention(const AttentionArguments& arguments);

}  // namespace gpubench::kernels
