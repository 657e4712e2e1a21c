/// The trials of fma_peak on a CUDA device.
#pragma once
#include <memory>

#include "bench/api/benchmark.hpp"
#include "kernels/cuda/fma.hpp"

namespace gpubench {

/// Products that a warp's matrix C takes in one application: about a millisecond, and every sum of -3..3
/// times -3..3 stays an integer below 2^24.
inline constexpr int kTensorProducts = 4096;

inline int fma_blocks(const Machine& machine) {
  return machine.threads * kernels::cuda::kFmaBlocks;
}

/// Warps of a launch.
inline std::size_t fma_warps(const Machine& machine) {
  return static_cast<std::size_t>(fma_blocks(machine)) * kernels::cuda::kFmaThreads / 32;
}

/// Throws std::bad_alloc.
std::unique_ptr<Trial> make_vector_trial(kernels::cuda::FmaType type, int chains, Context& context);
std::unique_ptr<Trial> make_tensor_trial(kernels::cuda::TensorType type, int chains, Context& context);

}  // namespace gpubench
