#include <cmath>
#include <stdexcept>
#include <string>

#include "kernels/cuda/attention.cuh"
#include "kernels/cuda/attention.hpp"
#include "kernels/cuda/grid.hpp"
#include "kernels/cuda/launch.cuh"

namespace gpubench::kernels::cuda {
namespace {

template <int width>
void launch(void* stream, const AttentionArguments& x) {
  constexpr int shared = sizeof(AttentionShared<width>);
  // Beyond 48 KiB a kernel has to be allowed its shared memory.
  const cudaError_t code =
      cudaFuncSetAttribute(attention_kernel<width>, cudaFuncAttributeMaxDynamicSharedMemorySize, shared);
  if (code != cudaSuccess) {
    throw std::runtime_error("cudaFuncSetAttribute: attention: " + std::string(cudaGetErrorString(code)));
  }
  constexpr double log2_of_e = 1.4426950408889634;
  const auto score_scale = static_cast<float>(log2_of_e / std::sqrt(static_cast<double>(width)));
  const unsigned blocks = blocks_for(x.heads * pieces_of(x.length, kQueries));
  attention_kernel<width>
      <<<blocks, kAttentionThreads, shared, static_cast<cudaStream_t>(stream)>>>(x, score_scale);
  check_launch("attention");
}

}  // namespace

void attention(void* stream, const AttentionArguments& arguments) {
  if (arguments.width == 64) return launch<64>(stream, arguments);
  if (arguments.width == 128) return launch<128>(stream, arguments);
  throw std::invalid_argument("attention: no kernel for rows of " + std::to_string(arguments.width));
}

}  // namespace gpubench::kernels::cuda
