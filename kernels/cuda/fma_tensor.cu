#include "kernels/cuda/fma_tensor.cuh"

#include "kernels/cuda/chains.hpp"
#include "kernels/cuda/launch.cuh"

namespace gpubench::kernels::cuda {
namespace {

template <class Unit>
void launch(void* stream, const TensorPeakArguments& x) {
  with_chains("tensor_peak", x.chains, [&](auto chains) {
    tensor_peak_kernel<Unit, chains()>
        <<<static_cast<unsigned>(x.blocks), kFmaThreads, 0, static_cast<cudaStream_t>(stream)>>>(x);
    check_launch("tensor_peak");
  });
}

[[noreturn]] void refuse_e4m3() {
  throw std::invalid_argument("tensor_peak: the warp matrix functions have no e4m3");
}

}  // namespace

TensorShape tensor_shape(TensorType type) {
  switch (type) {
    case TensorType::f64:
      return TensorF64::shape;
    case TensorType::tf32:
      return TensorTf32::shape;
    case TensorType::e4m3:
      refuse_e4m3();
    case TensorType::f16:
    case TensorType::bf16:
    case TensorType::s8:
      break;
  }
  return TensorF16::shape;
}

void tensor_peak(void* stream, TensorType type, const TensorPeakArguments& arguments) {
  switch (type) {
    case TensorType::f64:
      return launch<TensorF64>(stream, arguments);
    case TensorType::tf32:
      return launch<TensorTf32>(stream, arguments);
    case TensorType::f16:
      return launch<TensorF16>(stream, arguments);
    case TensorType::bf16:
      return launch<TensorBf16>(stream, arguments);
    case TensorType::e4m3:
      refuse_e4m3();
    case TensorType::s8:
      return launch<TensorS8>(stream, arguments);
  }
}

}  // namespace gpubench::kernels::cuda
