#include "kernels/cuda/fma.cuh"

#include <stdexcept>
#include <string>

#include "kernels/cuda/fma_half_ptx.cuh"
#include "kernels/cuda/launch.cuh"

namespace gpubench::kernels::cuda {
namespace {

template <class Unit, int chains>
void launch(void* stream, const FmaPeakArguments& x) {
  const auto blocks = static_cast<unsigned>(x.blocks);
  fma_peak_kernel<Unit, chains>
      <<<blocks, kFmaThreads, 0, static_cast<cudaStream_t>(stream)>>>(x, kPairsUp, kPairsDown);
  check_launch("fma_peak");
}

template <class Unit>
void launch_chains(void* stream, const FmaPeakArguments& x) {
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
      throw std::invalid_argument("fma_peak: no kernel for " + std::to_string(x.chains) + " chains");
  }
}

}  // namespace

std::size_t fma_elements(FmaType type, int chains, int blocks) {
  const std::size_t vectors =
      static_cast<std::size_t>(chains) * static_cast<std::size_t>(blocks) * kFmaThreads;
  return type == FmaType::f16 || type == FmaType::bf16 ? 2 * vectors : vectors;
}

void fma_peak(void* stream, FmaType type, const FmaPeakArguments& arguments) {
  switch (type) {
    case FmaType::f64:
      return launch_chains<ScalarUnit<double>>(stream, arguments);
    case FmaType::f32:
      return launch_chains<ScalarUnit<float>>(stream, arguments);
    case FmaType::f16:
      return launch_chains<HalfUnit>(stream, arguments);
    case FmaType::bf16:
      return launch_chains<BfloatUnit>(stream, arguments);
  }
}

}  // namespace gpubench::kernels::cuda
