#include <array>

#include "bench/cudnn/operation.hpp"
#include "bench/cudnn/operations.hpp"

namespace gpubench {
namespace {

using BothWays = std::array<cudnnFraction_t, 2>;

BothWays both_ways(std::uint64_t count) {
  const cudnnFraction_t whole{static_cast<std::int64_t>(count), 1};
  return {whole, whole};
}

/// What lies beyond the image is never the largest, and does not count in a mean.
Descriptor make_resample(Pooling kind, const PoolingShape& shape) {
  const bool largest = kind == Pooling::max;
  const cudnnResampleMode_t mode = largest ? CUDNN_RESAMPLE_MAXPOOL : CUDNN_RESAMPLE_AVGPOOL_EXCLUDE_PADDING;
  const cudnnPaddingMode_t padding = largest ? CUDNN_NEG_INF_PAD : CUDNN_ZERO_PAD;
  const BothWays window = both_ways(shape.window), stride = both_ways(shape.stride),
                 pad = both_ways(shape.pad);
  Descriptor resample(CUDNN_BACKEND_RESAMPLE_DESCRIPTOR, "resample");
  resample.set(CUDNN_ATTR_RESAMPLE_MODE, CUDNN_TYPE_RESAMPLE_MODE, 1, &mode);
  resample.set(CUDNN_ATTR_RESAMPLE_COMP_TYPE, CUDNN_DATA_FLOAT);
  resample.set(CUDNN_ATTR_RESAMPLE_SPATIAL_DIMS, std::int64_t{2});
  resample.set(CUDNN_ATTR_RESAMPLE_PADDING_MODE, CUDNN_TYPE_PADDING_MODE, 1, &padding);
  resample.set(CUDNN_ATTR_RESAMPLE_WINDOW_DIMS, CUDNN_TYPE_FRACTION, 2, window.data());
  resample.set(CUDNN_ATTR_RESAMPLE_STRIDES, CUDNN_TYPE_FRACTION, 2, stride.data());
  resample.set(CUDNN_ATTR_RESAMPLE_PRE_PADDINGS, CUDNN_TYPE_FRACTION, 2, pad.data());
  resample.set(CUDNN_ATTR_RESAMPLE_POST_PADDINGS, CUDNN_TYPE_FRACTION, 2, pad.data());
  resample.finalize();
  return resample;
}

}  // namespace

CudnnGraph describe_pooling(const PoolingCase& of) {
  const PoolingShape& shape = of.shape;
  const cudnnDataType_t type = cudnn_type(of.type);
  Descriptor operation(CUDNN_BACKEND_OPERATION_RESAMPLE_FWD_DESCRIPTOR, "resample operation");
  operation.set(CUDNN_ATTR_OPERATION_RESAMPLE_FWD_XDESC,
                CudnnGraph::tensor(1, image_layout(type, shape.batch, shape.channels, shape.image)));
  operation.set(CUDNN_ATTR_OPERATION_RESAMPLE_FWD_YDESC,
                CudnnGraph::tensor(2, image_layout(type, shape.batch, shape.channels, shape.out_size())));
  operation.set(CUDNN_ATTR_OPERATION_RESAMPLE_FWD_DESC, make_resample(of.kind, shape));
  operation.finalize();
  CudnnGraph graph;
  graph.add(std::move(operation));
  return graph;
}

std::unique_ptr<Benchmark> make_cudnn_pooling() {
  return make_pooling_benchmark(cudnn_library(describe_pooling));
}

}  // namespace gpubench
