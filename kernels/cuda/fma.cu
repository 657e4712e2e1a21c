#include "kernels/cuda/fma.cuh"

#include "kernels/cuda/chains.hpp"
#include "kernels/cuda/fma_half_ptx.cuh"
#include "kernels/cuda/launch.cuh"

namespace gpubench::kernels::cuda {
namespace {

template <class Unit>
void launch(void* stream, const FmaPeakArguments& x) {
  with_chains("fma_peak", x.chains, [&](auto chains) {
    fma_peak_kernel<Unit, chains()>
        <<<static_cast<unsigned>(x.blocks), kFmaThreads, 0, static_cast<cudaStream_t>(stream)>>>(x, kPairsUp,
                                                                                                 kPairsDown);
    check_launch("fma_peak");
  });
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
      return launch<ScalarUnit<double>>(stream, arguments);
    case FmaType::f32:
      return launch<ScalarUnit<float>>(stream, arguments);
    case FmaType::f16:
      return launch<HalfUnit>(stream, arguments);
    case FmaType::bf16:
      return launch<BfloatUnit>(stream, arguments);
  }
}

}  // namespace gpubench::kernels::cuda
