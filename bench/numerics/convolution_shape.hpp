/// ConvolutionShape: which elements of input, filters and output of a convolution meet.
#pragma once
#include <cstdint>

namespace gpubench {

/// What a training step computes, each from the other two tensors: y, dx, dw.
enum class ConvolutionPass { forward, backward_data, backward_filter };

/// y[n,p,q,k] = sum over r, s, c of x[n, p stride - pad + r, q stride - pad + s, c] w[k,r,s,c], what lies
/// outside x being 0. Square images and kernels; x is NHWC, w KRSC, y NHWC, all without gaps. backward_data:
/// dx[n,h,w,c] = sum over the same (p, r), (q, s) and k of dy w; backward_filter: dw[k,r,s,c] = sum over n,
/// p, q of dy x.
struct ConvolutionShape {
  std::uint64_t batch = 1, channels = 1, size = 1;
  std::uint64_t filters = 1, kernel = 1, stride = 1;

  /// Keeps the image's size at stride 1: kernels are odd.
  std::uint64_t pad() const { return (kernel - 1) / 2; }
  std::uint64_t out_size() const { return (size + 2 * pad() - kernel) / stride + 1; }
  std::uint64_t x_count() const { return batch * size * size * channels; }
  std::uint64_t w_count() const { return filters * kernel * kernel * channels; }
  std::uint64_t y_count() const { return batch * out_size() * out_size() * filters; }

  /// Of the pass's output.
  std::uint64_t output_count(ConvolutionPass pass) const {
    if (pass == ConvolutionPass::forward) return y_count();
    return pass == ConvolutionPass::backward_data ? x_count() : w_count();
  }
  /// K, products added to one element of the output, where nothing lies outside; at stride > 1 backward_data
  /// adds fewer.
  std::uint64_t terms(ConvolutionPass pass) const {
    if (pass == ConvolutionPass::forward) return channels * kernel * kernel;
    if (pass == ConvolutionPass::backward_data) return filters * kernel * kernel;
    return batch * out_size() * out_size();
  }
  /// 2 N P Q K C R S, of each pass: products with what lies outside are counted too, as is usual.
  double flop() const {
    return 2.0 * static_cast<double>(y_count()) * static_cast<double>(channels * kernel * kernel);
  }
};

/// Calls term(index in x, in w, in y) for every product that adds to element `index` of the pass's output.
template <class Term>
void for_terms(const ConvolutionShape& shape, ConvolutionPass pass, std::uint64_t index, const Term& term) {
  const auto [batch, channels, size, filters, kernel, stride] = shape;
  const std::uint64_t pad = shape.pad(), out = shape.out_size();
  const auto x_at = [&](std::uint64_t n, std::uint64_t h, std::uint64_t v, std::uint64_t c) {
    return ((n * shape.size + h) * shape.size + v) * shape.channels + c;
  };
  const auto w_at = [&](std::uint64_t k, std::uint64_t r, std::uint64_t s, std::uint64_t c) {
    return ((k * shape.kernel + r) * shape.kernel + s) * shape.channels + c;
  };
  const auto y_at = [&](std::uint64_t n, std::uint64_t p, std::uint64_t q, std::uint64_t k) {
    return ((n * out + p) * out + q) * shape.filters + k;
  };
  if (pass == ConvolutionPass::forward) {
    const std::uint64_t k = index % filters, q = index / filters % out, p = index / filters / out % out;
    const std::uint64_t n = index / filters / out / out;
    for (std::uint64_t r = 0; r < kernel; ++r) {
      for (std::uint64_t s = 0; s < kernel; ++s) {
        // Unsigned: above or left of the image wraps round to far below it.
        const std::uint64_t h = p * stride + r - pad, v = q * stride + s - pad;
        if (h >= size || v >= size) continue;
        for (std::uint64_t c = 0; c < channels; ++c) term(x_at(n, h, v, c), w_at(k, r, s, c), index);
      }
    }
  } else if (pass == ConvolutionPass::backward_data) {
    const std::uint64_t c = index % channels, v = index / channels % size, h = index / channels / size % size;
    const std::uint64_t n = index / channels / size / size;
    for (std::uint64_t r = 0; r < kernel; ++r) {
      for (std::uint64_t s = 0; s < kernel; ++s) {
        if (h + pad < r || v + pad < s || (h + pad - r) % stride != 0 || (v + pad - s) % stride != 0)
          continue;
        const std::uint64_t p = (h + pad - r) / stride, q = (v + pad - s) / stride;
        if (p >= out || q >= out) continue;
        for (std::uint64_t k = 0; k < filters; ++k) term(index, w_at(k, r, s, c), y_at(n, p, q, k));
      }
    }
  } else {
    const std::uint64_t c = index % channels, s = index / channels % kernel;
    const std::uint64_t r = index / channels / kernel % kernel, k = index / channels / kernel / kernel;
    for (std::uint64_t n = 0; n < batch; ++n) {
      for (std::uint64_t p = 0; p < out; ++p) {
        const std::uint64_t h = p * stride + r - pad;
        if (h >= size) continue;
        for (std::uint64_t q = 0; q < out; ++q) {
          const std::uint64_t v = q * stride + s - pad;
          if (v < size) term(x_at(n, h, v, c), index, y_at(n, p, q, k));
        }
      }
    }
  }
}

}  // namespace gpubench
