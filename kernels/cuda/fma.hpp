/// The arithmetic peaks of a CUDA device: multiply-adds in registers, on the ordinary units and on the tensor
/// units.
#pragma once
#include <cstddef>
#include <cstdint>

namespace gpubench::kernels::cuda {

/// Threads of a block; four blocks a multiprocessor give each of its four schedulers 8 warps to choose from.
inline constexpr int kFmaThreads = 256;
inline constexpr int kFmaBlocks = 4;

enum class FmaType { f64, f32, f16, bf16 };

/// One round adds 1: 64 times x = -x + 1; x = -x + 2, which adds 1 each time, then 63 times the same the
/// other way round. So the result tells how many rounds were done, and all values stay integers that bf16
/// holds (256 at most) through rounds_max of them.
inline constexpr int kPairsUp = 64;
inline constexpr int kPairsDown = 63;
inline constexpr int kFmaRoundsMax = 128;

/// out[i] = in[i] + rounds for fma_elements() elements.
/// Counts: 4 * (64 + 63) * rounds flop an element.
struct FmaPeakArguments {
  const void* in = nullptr;
  void* out = nullptr;
  int rounds = kFmaRoundsMax;
  int chains = 8;  ///< Independent vectors of a thread: 1, 2, 4 or 8. A vector holds 4 bytes, of f64 8.
  int blocks = 1;
  // Given at run time, so that no compiler folds them.
  float m = -1, a = 1, b = 2;
};

/// Of in and of out.
std::size_t fma_elements(FmaType type, int chains, int blocks);

/// Throws std::runtime_error where the kernel can't be launched, std::invalid_argument for a number of chains
/// there is no code for.
void fma_peak(void* stream, FmaType type, const FmaPeakArguments& arguments);

/// f64 into f64, tf32, f16, bf16 and e4m3 into f32, s8 into s32.
enum class TensorType { f64, tf32, f16, bf16, e4m3, s8 };

/// One product of a warp: A[m,k] row-major, B[k,n] row-major, C[m,n].
struct TensorShape {
  int m, n, k;
};
/// By the warp matrix functions. Throws std::invalid_argument for e4m3, which they do not have.
TensorShape tensor_shape(TensorType type);

/// Each warp has `chains` matrices C, all of whose elements are at first the chain's number; to each A B is
/// added `products` times, and they are written to out [warps, chains, m, n]. Counts: 2 m n k flop a product.
struct TensorPeakArguments {
  const void* a = nullptr;  ///< tf32 lies in 4 bytes, as f32 does.
  const void* b = nullptr;
  void* out = nullptr;
  int products = 1;
  int chains = 8;  ///< Independent matrices C of a warp: 1, 2, 4 or 8.
  int blocks = 1;
};

/// Throws as fma_peak(), and std::invalid_argument for e4m3.
void tensor_peak(void* stream, TensorType type, const TensorPeakArguments& arguments);

}  // namespace gpubench::kernels::cuda
