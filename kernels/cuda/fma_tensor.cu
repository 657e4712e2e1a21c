#include "kernels/cuda/fma_tensor.cuh"

#include <stdexcept>
#include <string>

#include "kernels/cuda/launch.cuh"

namespace gpubench::kernels::cuda {
namespace {

template <class Unit, int chains>
void launch(void* stream, const TensorPeakArguments& x) {
  const auto blocks = static_cast<unsigned>(x.blocks);
  tensor_peak_kernel<Unit, chains><<<blocks, kFmaThreads, 0, static_cast<cudaStream_t>(stream)>>>(x);
  check_launch("tensor_peak");
}

template <class Unit>
void launch_chains(void* stream, const TensorPeakArguments& x) {
  switch (x.chains) {
    case 1:
      return launch<Unit, 1>(stream, x);
    case 2:
      return launch<Unit, 2>(stream, x);
    case 4:
      return launch<Unit, 4>(stream, x);
    case 8:
      return launch<Unit, 8>(stream, x);
    default:
      throw std::invalid_argument("tensor_peak: no kernel for " + std::to_string(x.chains) + " chains");
  }
}

}  // namespace

TensorShape tensor_shape(TensorType type) {
  switch (type) {
    case TensorType::f64:
      return TensorF64::shape;
    case TensorType::tf32:
      return TensorTf32::shape;
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
      return launch_chains<TensorF64>(stream, arguments);
    case TensorType::tf32:
      return launch_chains<TensorTf32>(stream, arguments);
    case TensorType::f16:
      return launch_chains<TensorF16>(stream, arguments);
    case TensorType::bf16:
      return launch_chains<TensorBf16>(stream, arguments);
    case TensorType::s8:
      return launch_chains<TensorS8>(stream, arguments);
  }
}

}  // namespace gpubench::kernels::cuda
