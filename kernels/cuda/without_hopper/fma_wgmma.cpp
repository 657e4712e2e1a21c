/// What a build without code for compute capability 9.0 has of wgmma: the reason why nothing.
#include "kernels/cuda/fma_wgmma.hpp"

#include <stdexcept>

namespace gpubench::kernels::cuda {

const char* wgmma_missing() {
  return "this build has no code for compute capability 9.0: add 90 to CMAKE_CUDA_ARCHITECTURES";
}

void wgmma_peak(void*, TensorType, const WgmmaPeakArguments&) {
  throw std::logic_error(wgmma_missing());
}

}  // namespace gpubench::kernels::cuda
