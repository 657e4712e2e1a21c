#include "bench/dnn/softmax.hpp"

#include "bench/cudnn/operations.hpp"
#include "bench/cudnn/plan.hpp"

namespace gpubench {
namespace {

struct DestroyTensor {
  void operator()(cudnnTensorStruct* handle) const noexcept { cudnnDestroyTensorDescriptor(handle); }
};
using TensorHandle = std::unique_ptr<cudnnTensorStruct, DestroyTensor>;

/// Rows as images of one pixel.
TensorHandle make_matrix(ElementType type, RowShape shape) {
  cudnnTensorDescriptor_t handle = nullptr;
  check_cudnn(cudnnCreateTensorDescriptor(&handle), "cudnnCreateTensorDescriptor");
  TensorHandle tensor(handle);
  check_cudnn(cudnnSetTensor4dDescriptor(handle, CUDNN_TENSOR_NHWC, cudnn_type(type),
                                         static_cast<int>(shape.rows), static_cast<int>(shape.columns), 1, 1),
              "cudnnSetTensor4dDescriptor");
  return tensor;
}

/// Its numbers: the row's largest is taken off first.
class CudnnSoftmax final : public TensorOperation {
 public:
  explicit CudnnSoftmax(const SoftmaxCase& of)
      : cudnn_(make_cudnn()), matrix_(make_matrix(of.type, of.shape)) {}

  void enqueue(Stream& stream, std::span<void* const> tensors) override {
    check_cudnn(cudnnSetStream(cudnn_.get(), static_cast<cudaStream_t>(stream.native())), "cudnnSetStream");
    constexpr float one = 1, zero = 0;
    check_cudnn(cudnnSoftmaxForward(cudnn_.get(), CUDNN_SOFTMAX_ACCURATE, CUDNN_SOFTMAX_MODE_INSTANCE, &one,
                                    matrix_.get(), tensors[0], &zero, matrix_.get(), tensors[1]),
                "cudnnSoftmaxForward");
  }

  /// Source: cuDNN manual, which names no softmax among what may differ from run to run.
  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"algorithm", "accurate"},
            {"promise", "identical with one library version, architecture and stream"}};
  }

 private:
  CudnnHandle cudnn_;
  TensorHandle matrix_;
};

}  // namespace

std::unique_ptr<Benchmark> make_cudnn_softmax() {
  return make_softmax_benchmark(
      {.backend = "cuda",
       .api = "cuDNN",
       .types = {"bf16", "f16", "f32"},
       .make_operation = [](const SoftmaxCase& of, Context&) { return std::make_unique<CudnnSoftmax>(of); },
       .obstacle = nullptr});
}

}  // namespace gpubench
