/// ConvolutionProduct: one pass of a convolution, as one library computes it.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "bench/api/backend.hpp"

namespace gpubench {

class ConvolutionProduct {
 public:
  virtual ~ConvolutionProduct() = default;
  /// Addresses of the backend's memory, the same in every call; the pass's output is one of them. x and y are
  /// NHWC, w is KRSC.
  virtual void enqueue(Stream& stream, void* x, void* w, void* y) = 0;
  /// Whether its algorithm transforms its inputs (Winograd, FFT), so that integers do not stay integers.
  virtual bool transforms_inputs() const { return false; }
  /// Whether the library says that its repeats give the same bits.
  virtual bool promises_identical_repeats() const { return true; }
  virtual std::vector<std::pair<std::string, std::string>> facts() const = 0;
};

}  // namespace gpubench
