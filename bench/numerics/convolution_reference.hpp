/// Whether a pass of a convolution was computed right.
#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "bench/numerics/convolution_shape.hpp"
#include "bench/numerics/formats.hpp"
#include "bench/numerics/verdict.hpp"

namespace gpubench {

/// x, w and y of forward, dx, w and dy, or x, dw and dy, in doubles that hold them exactly: one of them is
/// the pass's output.
struct ConvolutionTensors {
  std::span<const double> x, w, y;
  std::span<const double> output(ConvolutionPass pass) const {
    if (pass == ConvolutionPass::forward) return y;
    return pass == ConvolutionPass::backward_data ? x : w;
  }
};

struct ConvolutionCheck {
  std::uint64_t seed = 1;  ///< Chooses the elements and the factors.
  int threads = 1;
  FloatFormat output = kF32;
  /// 16 for algorithms that transform their inputs (Winograd, FFT).
  double phi_factor = 1;
};

/// Family E. Every element, at the cost of one filter or channel: the outputs of one place, weighed with
/// random odd factors mod 2^64 and added over filters (backward_data: channels), must equal the same
/// convolution of so added filters. One wrong element at a place is always seen; several escape with a chance
/// near 2^-63. No sum may need rounding: see thin_convolution(). For sums of products in any order, not for
/// transformed inputs. identical or wrong; checked, total and the first wrong element filled in.
Verdict check_convolution_exact(const ConvolutionShape& shape, ConvolutionPass pass,
                                const ConvolutionTensors& tensors, const ConvolutionCheck& check);

/// Family R. Elements chosen by Philox (4096, or as many as take 2^27 products, at least 64) against a sum in
/// long double, and all outputs for NaN and infinity. phi = max(4, sqrt K) times phi_factor, K = terms(pass);
/// S = sum |a||b|; the accumulator is f32's.
Verdict check_convolution_rounded(const ConvolutionShape& shape, ConvolutionPass pass,
                                  const ConvolutionTensors& tensors, const ConvolutionCheck& check);

/// Sets elements of the second input (w; of backward_filter dy) to 0 so that at most terms_max products of
/// each output are not: one in every ceil(terms / terms_max), a step further on in each filter
/// (backward_data: channel).
void thin_convolution(const ConvolutionShape& shape, ConvolutionPass pass, std::uint64_t terms_max,
                      std::span<double> second);

}  // namespace gpubench
