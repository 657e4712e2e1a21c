#include <stdexcept>

#include "bench/cudnn/operation.hpp"
#include "bench/cudnn/operations.hpp"

namespace gpubench {
namespace {

cudnnPointwiseMode_t mode_of(Activation function) {
  switch (function) {
    case Activation::relu:
      return CUDNN_POINTWISE_RELU_FWD;
    case Activation::gelu:
      return CUDNN_POINTWISE_GELU_FWD;
    case Activation::tanh:
      return CUDNN_POINTWISE_TANH_FWD;
  }
  throw std::invalid_argument("cudnn: an activation without a name");
}

}  // namespace

CudnnGraph describe_activation(const ActivationCase& of) {
  CudnnGraph graph;
  const CudnnLayout layout = matrix_layout(of.type, of.shape);
  const Descriptor x = CudnnGraph::tensor(1, layout);
  graph.add_pointwise({.mode = mode_of(of.function), .x = x}, CudnnGraph::tensor(2, layout));
  return graph;
}

std::unique_ptr<Benchmark> make_cudnn_activation() {
  return make_activation_benchmark(cudnn_library(describe_activation));
}

}  // namespace gpubench
