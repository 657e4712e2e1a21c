#include "kernels/cuda/fma_wgmma.cuh"

#include <stdexcept>

#include "kernels/cuda/hopper/wgmma_ptx.cuh"
#include "kernels/cuda/launch.cuh"

namespace gpubench::kernels::cuda {
namespace {

template <class Unit>
void launch(void* stream, const WgmmaPeakArguments& x) {
  const auto blocks = static_cast<unsigned>(x.blocks);
  wgmma_peak_kernel<Unit><<<blocks, kWgmmaThreads, 0, static_cast<cudaStream_t>(stream)>>>(x);
  check_launch("wgmma_peak");
}

}  // namespace

const char* wgmma_missing() {
  return nullptr;
}

void wgmma_peak(void* stream, TensorType type, const WgmmaPeakArguments& arguments) {
  if (arguments.pairs % kWgmmaUnroll != 0) throw std::invalid_argument("wgmma_peak: pairs left over");
  switch (type) {
    case TensorType::tf32:
      return launch<WgmmaTf32>(stream, arguments);
    case TensorType::f16:
      return launch<WgmmaF16>(stream, arguments);
    case TensorType::bf16:
      return launch<WgmmaBf16>(stream, arguments);
    case TensorType::e4m3:
      return launch<WgmmaE4m3>(stream, arguments);
    case TensorType::s8:
      return launch<WgmmaS8>(stream, arguments);
    case TensorType::f64:
      throw std::invalid_argument("wgmma_peak: no kernel for f64");
  }
}

}  // namespace gpubench::kernels::cuda
