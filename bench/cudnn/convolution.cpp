#include "bench/cudnn/convolution.hpp"

#include <array>
#include <stdexcept>

#include "bench/cudnn/plan.hpp"

namespace gpubench {
namespace {

/// More than any engine for these layers asks for.
constexpr Bytes kWorkspaceMax = 1_GiB;
/// Of every tensor: a Memory begins at a larger power of two.
constexpr std::int64_t kAlignment = 64;

using Four = std::array<std::int64_t, 4>;
using Two = std::array<std::int64_t, 2>;

cudnnDataType_t name_of(ConvolutionType type) {
  switch (type) {
    case ConvolutionType::f32:
    case ConvolutionType::tf32:
      return CUDNN_DATA_FLOAT;
    case ConvolutionType::f16:
      return CUDNN_DATA_HALF;
    case ConvolutionType::bf16:
      return CUDNN_DATA_BFLOAT16;
  }
  throw std::invalid_argument("cudnn: a type without a name");
}

/// cuDNN counts dimensions as NCHW and KCRS; strides say that channels lie next to each other.
Descriptor make_tensor(std::int64_t id, ConvolutionType type, std::uint64_t outer, std::uint64_t channels,
                       std::uint64_t side) {
  const auto c = static_cast<std::int64_t>(channels), s = static_cast<std::int64_t>(side);
  Descriptor tensor(CUDNN_BACKEND_TENSOR_DESCRIPTOR, "tensor");
  tensor.set(CUDNN_ATTR_TENSOR_DATA_TYPE, name_of(type));
  tensor.set(CUDNN_ATTR_TENSOR_DIMENSIONS, Four{static_cast<std::int64_t>(outer), c, s, s});
  tensor.set(CUDNN_ATTR_TENSOR_STRIDES, Four{c * s * s, 1, c * s, c});
  tensor.set(CUDNN_ATTR_TENSOR_UNIQUE_ID, id);
  tensor.set(CUDNN_ATTR_TENSOR_BYTE_ALIGNMENT, kAlignment);
  tensor.finalize();
  return tensor;
}

Descriptor make_convolution(const ConvolutionShape& shape) {
  const auto stride = static_cast<std::int64_t>(shape.stride), pad = static_cast<std::int64_t>(shape.pad());
  Descriptor convolution(CUDNN_BACKEND_CONVOLUTION_DESCRIPTOR, "convolution");
  convolution.set(CUDNN_ATTR_CONVOLUTION_SPATIAL_DIMS, std::int64_t{2});
  convolution.set(CUDNN_ATTR_CONVOLUTION_COMP_TYPE, CUDNN_DATA_FLOAT);
  const cudnnConvolutionMode_t mode = CUDNN_CROSS_CORRELATION;
  convolution.set(CUDNN_ATTR_CONVOLUTION_CONV_MODE, CUDNN_TYPE_CONVOLUTION_MODE, 1, &mode);
  convolution.set(CUDNN_ATTR_CONVOLUTION_DILATIONS, Two{1, 1});
  convolution.set(CUDNN_ATTR_CONVOLUTION_FILTER_STRIDES, Two{stride, stride});
  convolution.set(CUDNN_ATTR_CONVOLUTION_PRE_PADDINGS, Two{pad, pad});
  convolution.set(CUDNN_ATTR_CONVOLUTION_POST_PADDINGS, Two{pad, pad});
  convolution.finalize();
  return convolution;
}

/// How a pass names its parts.
struct Names {
  cudnnBackendDescriptorType_t operation;
  cudnnBackendAttributeName_t x, w, y, convolution, alpha, beta;
};

Names names_of(ConvolutionPass pass) {
  switch (pass) {
    case ConvolutionPass::forward:
      return {CUDNN_BACKEND_OPERATION_CONVOLUTION_FORWARD_DESCRIPTOR,
              CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_X,
              CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_W,
              CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_Y,
              CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_CONV_DESC,
              CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_ALPHA,
              CUDNN_ATTR_OPERATION_CONVOLUTION_FORWARD_BETA};
    case ConvolutionPass::backward_data:
      return {CUDNN_BACKEND_OPERATION_CONVOLUTION_BACKWARD_DATA_DESCRIPTOR,
              CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_DX,
              CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_W,
              CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_DY,
              CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_CONV_DESC,
              CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_ALPHA,
              CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_DATA_BETA};
    case ConvolutionPass::backward_filter:
      return {CUDNN_BACKEND_OPERATION_CONVOLUTION_BACKWARD_FILTER_DESCRIPTOR,
              CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_FILTER_X,
              CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_FILTER_DW,
              CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_FILTER_DY,
              CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_FILTER_CONV_DESC,
              CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_FILTER_ALPHA,
              CUDNN_ATTR_OPERATION_CONVOLUTION_BWD_FILTER_BETA};
  }
  throw std::invalid_argument("cudnn: a pass without a name");
}

class CudnnProduct final : public ConvolutionProduct {
 public:
  CudnnProduct(ConvolutionType type, ConvolutionPass pass, const ConvolutionShape& shape, Backend& backend)
      : plan_(describe_convolution(type, pass, shape), type == ConvolutionType::f32, kWorkspaceMax, backend) {
  }

  void enqueue(Stream& stream, void* x, void* w, void* y) override {
    plan_.enqueue(stream, std::array{x, w, y});
  }
  bool transforms_inputs() const override { return gpubench::transforms_inputs(plan_.engine()); }
  bool promises_identical_repeats() const override {
    return !plan_.engine().has(EngineNote::nondeterministic);
  }
  std::vector<std::pair<std::string, std::string>> facts() const override {
    return engine_facts(plan_.engine());
  }

 private:
  CudnnPlan plan_;
};

}  // namespace

Descriptor describe_convolution(ConvolutionType type, ConvolutionPass pass, const ConvolutionShape& shape) {
  const Names names = names_of(pass);
  Descriptor operation(names.operation, "operation");
  operation.set(names.x, make_tensor(1, type, shape.batch, shape.channels, shape.size));
  operation.set(names.w, make_tensor(2, type, shape.filters, shape.channels, shape.kernel));
  operation.set(names.y, make_tensor(3, type, shape.batch, shape.filters, shape.out_size()));
  operation.set(names.convolution, make_convolution(shape));
  operation.set(names.alpha, 1.0F);
  operation.set(names.beta, 0.0F);
  operation.finalize();
  return operation;
}

std::unique_ptr<Benchmark> make_cudnn_convolution() {
  return make_convolution_benchmark({.backend = "cuda",
                                     .api = "cuDNN",
                                     .types = {"f32", "tf32", "f16", "bf16"},
                                     .workspace = kWorkspaceMax,
                                     .make_product = [](ConvolutionType type, ConvolutionPass pass,
                                                        const ConvolutionShape& shape, Context& context) {
                                       return std::make_unique<CudnnProduct>(type, pass, shape,
                                                                             context.backend);
                                     }});
}

}  // namespace gpubench
