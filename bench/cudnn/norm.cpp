#include "bench/cudnn/operation.hpp"
#include "bench/cudnn/operations.hpp"

namespace gpubench {
namespace {

/// x, gamma, beta and y of any norm: ids 1, 2, 3 and `y`; epsilon after all tensors.
Descriptor begin_norm(CudnnGraph& graph, cudnnBackendNormMode_t mode, cudnnBackendNormFwdPhase_t phase,
                      const CudnnLayout& layout, std::int64_t y, std::int64_t epsilon) {
  const CudnnLayout channels = channel_layout(static_cast<std::uint64_t>(layout.dimensions[1]));
  Descriptor norm(CUDNN_BACKEND_OPERATION_NORM_FORWARD_DESCRIPTOR, "norm");
  norm.set(CUDNN_ATTR_OPERATION_NORM_FWD_MODE, CUDNN_TYPE_NORM_MODE, 1, &mode);
  norm.set(CUDNN_ATTR_OPERATION_NORM_FWD_PHASE, CUDNN_TYPE_NORM_FWD_PHASE, 1, &phase);
  norm.set(CUDNN_ATTR_OPERATION_NORM_FWD_XDESC, CudnnGraph::tensor(1, layout));
  norm.set(CUDNN_ATTR_OPERATION_NORM_FWD_SCALE_DESC, CudnnGraph::tensor(2, channels));
  norm.set(CUDNN_ATTR_OPERATION_NORM_FWD_BIAS_DESC, CudnnGraph::tensor(3, channels));
  norm.set(CUDNN_ATTR_OPERATION_NORM_FWD_EPSILON_DESC, graph.scalar(epsilon, kNormEpsilon));
  norm.set(CUDNN_ATTR_OPERATION_NORM_FWD_YDESC, CudnnGraph::tensor(y, layout));
  return norm;
}

CudnnGraph describe_training(const BatchNormCase& of, const CudnnLayout& layout) {
  CudnnGraph graph;
  Descriptor norm = begin_norm(graph, CUDNN_BATCH_NORM, CUDNN_NORM_FWD_TRAINING, layout, 4, 7);
  norm.set(CUDNN_ATTR_OPERATION_NORM_FWD_MEAN_DESC, CudnnGraph::tensor(5, channel_layout(of.channels)));
  norm.set(CUDNN_ATTR_OPERATION_NORM_FWD_INV_VARIANCE_DESC,
           CudnnGraph::tensor(6, channel_layout(of.channels)));
  norm.finalize();
  graph.add(std::move(norm));
  return graph;
}

/// cuDNN's norm of given statistics is four element-wise operations, fused.
CudnnGraph describe_inference(const BatchNormCase& of, const CudnnLayout& layout) {
  CudnnGraph graph;
  CudnnLayout wide = layout;
  wide.type = CUDNN_DATA_FLOAT;
  const CudnnLayout channels = channel_layout(of.channels);
  const Descriptor x = CudnnGraph::tensor(1, layout), gamma = CudnnGraph::tensor(2, channels);
  const Descriptor beta = CudnnGraph::tensor(3, channels), mean = CudnnGraph::tensor(4, channels);
  const Descriptor inverse_sigma = CudnnGraph::tensor(5, channels), y = CudnnGraph::tensor(6, layout);
  const Descriptor centred = graph.passing(wide), normalised = graph.passing(wide);
  const Descriptor scaled = graph.passing(wide);
  graph.add_pointwise({.mode = CUDNN_POINTWISE_SUB, .x = x, .b = &mean}, centred);
  graph.add_pointwise({.mode = CUDNN_POINTWISE_MUL, .x = centred, .b = &inverse_sigma}, normalised);
  graph.add_pointwise({.mode = CUDNN_POINTWISE_MUL, .x = normalised, .b = &gamma}, scaled);
  graph.add_pointwise({.mode = CUDNN_POINTWISE_ADD, .x = scaled, .b = &beta}, y);
  return graph;
}

CudnnGraph describe_gradients(const LayerNormCase& of) {
  const cudnnBackendNormMode_t mode = CUDNN_LAYER_NORM;
  const CudnnLayout matrix = matrix_layout(of.type, of.shape), row = channel_layout(of.shape.columns);
  const CudnnLayout column = matrix_layout(ElementType::f32, {of.shape.rows, 1});
  CudnnGraph graph;
  Descriptor norm(CUDNN_BACKEND_OPERATION_NORM_BACKWARD_DESCRIPTOR, "norm backward");
  norm.set(CUDNN_ATTR_OPERATION_NORM_BWD_MODE, CUDNN_TYPE_NORM_MODE, 1, &mode);
  norm.set(CUDNN_ATTR_OPERATION_NORM_BWD_XDESC, CudnnGraph::tensor(1, matrix));
  norm.set(CUDNN_ATTR_OPERATION_NORM_BWD_SCALE_DESC, CudnnGraph::tensor(2, row));
  norm.set(CUDNN_ATTR_OPERATION_NORM_BWD_MEAN_DESC, CudnnGraph::tensor(3, column));
  norm.set(CUDNN_ATTR_OPERATION_NORM_BWD_INV_VARIANCE_DESC, CudnnGraph::tensor(4, column));
  norm.set(CUDNN_ATTR_OPERATION_NORM_BWD_DYDESC, CudnnGraph::tensor(5, matrix));
  norm.set(CUDNN_ATTR_OPERATION_NORM_BWD_DXDESC, CudnnGraph::tensor(6, matrix));
  norm.set(CUDNN_ATTR_OPERATION_NORM_BWD_DSCALE_DESC, CudnnGraph::tensor(7, row));
  norm.set(CUDNN_ATTR_OPERATION_NORM_BWD_DBIAS_DESC, CudnnGraph::tensor(8, row));
  norm.finalize();
  graph.add(std::move(norm));
  return graph;
}

}  // namespace

CudnnGraph describe_layer_norm(const LayerNormCase& of) {
  if (of.backward) return describe_gradients(of);
  CudnnGraph graph;
  Descriptor norm =
      begin_norm(graph, CUDNN_LAYER_NORM, CUDNN_NORM_FWD_INFERENCE, matrix_layout(of.type, of.shape), 4, 5);
  norm.finalize();
  graph.add(std::move(norm));
  return graph;
}

CudnnGraph describe_batch_norm(const BatchNormCase& of) {
  const CudnnLayout layout = image_layout(cudnn_type(of.type), of.batch, of.channels, of.image);
  return of.training ? describe_training(of, layout) : describe_inference(of, layout);
}

std::unique_ptr<Benchmark> make_cudnn_layer_norm() {
  return make_layer_norm_benchmark(cudnn_library(describe_layer_norm), Spread::inverse_sigma);
}

std::unique_ptr<Benchmark> make_cudnn_batch_norm() {
  return make_batch_norm_benchmark(cudnn_library(describe_batch_norm), Spread::inverse_sigma);
}

}  // namespace gpubench
