#include "kernels/cuda/intensity.cuh"

#include "kernels/cuda/grid.hpp"
#include "kernels/cuda/intensity.hpp"
#include "kernels/cuda/launch.cuh"

namespace gpubench::kernels::cuda {
namespace {

template <class T>
bool launch(void* stream, const IntensityArguments<T>& x) {
  if (x.flop < 1 || (x.flop > 2 && x.flop % 4 != 0)) return false;
  constexpr int threads = 256;  // 8 blocks a multiprocessor fill it.
  const unsigned blocks = blocks_for(pieces_of(x.count, std::size_t{threads} * kIntensityGroup));
  intensity_kernel<T><<<blocks, threads, 0, static_cast<cudaStream_t>(stream)>>>(x);
  check_launch("intensity");
  return true;
}

}  // namespace

bool intensity(void* stream, const IntensityArguments<float>& arguments) {
  return launch(stream, arguments);
}
bool intensity(void* stream, const IntensityArguments<double>& arguments) {
  return launch(stream, arguments);
}

}  // namespace gpubench::kernels::cuda
