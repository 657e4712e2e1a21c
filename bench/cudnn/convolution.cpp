#include "bench/cudnn/convolution.hpp"

#include <array>
#include <stdexcept>

#include "bench/cudnn/graph.hpp"
#include "bench/cudnn/plan.hpp"

namespace gpubench {
namespace {

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
      : plan_(std::array{describe_convolution(type, pass, shape)}, type == ConvolutionType::f32,
              kCudnnWorkspaceMax, backend) {}

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
  operation.set(names.x,
                CudnnGraph::tensor(1, image_layout(name_of(type), shape.batch, shape.channels, shape.size)));
  operation.set(names.w, CudnnGraph::tensor(
                             2, image_layout(name_of(type), shape.filters, shape.channels, shape.kernel)));
  operation.set(names.y, CudnnGraph::tensor(
                             3, image_layout(name_of(type), shape.batch, shape.filters, shape.out_size())));
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
                                     .workspace = kCudnnWorkspaceMax,
                                     .make_product = [](ConvolutionType type, ConvolutionPass pass,
                                                        const ConvolutionShape& shape, Context& context) {
                                       return std::make_unique<CudnnProduct>(type, pass, shape,
                                                                             context.backend);
                                     }});
}

}  // namespace gpubench
