/// convolution by a library: forward and both gradients, on any backend that brings one.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "bench/api/benchmark.hpp"
#include "bench/dnn/product.hpp"
#include "bench/numerics/convolution_shape.hpp"

namespace gpubench {

/// Of all tensors; sums are made in f32. tf32: f32 that hold no more than tf32 does.
enum class ConvolutionType { f32, tf32, f16, bf16 };

/// What a backend brings.
struct ConvolutionLibrary {
  std::string backend;             ///< "host", "cuda"
  std::string api;                 ///< "cuDNN"
  std::vector<const char*> types;  ///< Of the axis "type".
  Bytes workspace{};               ///< The most that a product takes beside its tensors.
  /// Throws std::runtime_error where the library has none.
  std::function<std::unique_ptr<ConvolutionProduct>(ConvolutionType, ConvolutionPass, const ConvolutionShape&,
                                                    Context&)>
      make_product;
};

std::unique_ptr<Benchmark> make_convolution_benchmark(ConvolutionLibrary library);

}  // namespace gpubench
