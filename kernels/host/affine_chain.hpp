/// Affine chain: arithmetic that takes a known time and whose result is known.
#pragma once
#include <cstddef>

namespace gpubench::kernels {

/// x = in[i]; pairs times: x = scale*x + first, x = scale*x + second; out[i] = x.
struct AffineChainArguments {
  const float* in;
  float* out;
  std::size_t count;
  int pairs;
  float scale, first, second;
  int threads = 1;  ///< Of the host.
};

void affine_chain(const AffineChainArguments& arguments);

}  // namespace gpubench::kernels
