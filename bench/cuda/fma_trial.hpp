/// The trials of fma_peak on a CUDA device.
#pragma once
#include <memory>

#include "bench/api/benchmark.hpp"
#include "kernels/cuda/fma_wgmma.hpp"

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

/// Pairs of products that a warp group's matrix C takes in one application.
inline constexpr int kWgmmaPairs = kTensorProducts / 2;

/// One each multiprocessor, so that all run at once.
inline int wgmma_blocks(const Machine& machine) {
  return machine.threads;
}

/// Throws std::bad_alloc; for a type the unit does not have std::invalid_argument.
std::unique_ptr<Trial> make_vector_trial(kernels::cuda::FmaType type, int chains, Context& context);
std::unique_ptr<Trial> make_tensor_trial(kernels::cuda::TensorType type, int chains, Context& context);
std::unique_ptr<Trial> make_wgmma_trial(kernels::cuda::TensorType type, Context& context);

}  // namespace gpubench
