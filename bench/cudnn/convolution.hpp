/// convolution by cuDNN's graph API.
#pragma once
#include <memory>

#include "bench/api/benchmark.hpp"
#include "bench/cudnn/descriptor.hpp"
#include "bench/dnn/convolution.hpp"

namespace gpubench {

/// f32, tf32, f16 and bf16 on one device. Needs no driver to be described.
std::unique_ptr<Benchmark> make_cudnn_convolution();

/// The operation alone, which needs no device: tensors of unique ids 1 (x or dx), 2 (w or dw) and 3 (y or
/// dy). Throws std::runtime_error where cuDNN refuses a part of it.
Descriptor describe_convolution(ConvolutionType type, ConvolutionPass pass, const ConvolutionShape& shape);

}  // namespace gpubench
