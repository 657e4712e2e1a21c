/// The arithmetic peak of Hopper's tensor units by the instructions made for them: wgmma, the asynchronous
/// products of a warp group, with operands in shared memory. Source: PTX ISA, "Asynchronous Warpgroup Level
/// Matrix Multiply-Accumulate Instructions".
#pragma once
#include "kernels/cuda/fma.hpp"

namespace gpubench::kernels::cuda {

/// Two warp groups of four warps a block, one block a multiprocessor: C takes 128 of a thread's registers,
/// and while one warp group's last product drains, the other's keeps the units busy.
inline constexpr int kWgmmaThreads = 256;
inline constexpr int kWgmmaGroups = 2;

/// The largest product an instruction makes: C[64, 256] from 32 bytes of each row of A and column of B.
inline constexpr int kWgmmaRows = 64;
inline constexpr int kWgmmaColumns = 256;
inline constexpr int kWgmmaDepthBytes = 32;

/// 64 x 256 x 8 of tf32, 16 of f16 and bf16, 32 of e4m3 and s8; those of floating point add up in f32, s8 in
/// s32. Throws std::invalid_argument for f64, which wgmma does not take.
TensorShape wgmma_shape(TensorType type);

/// Pairs of products a turn of the kernel's loop holds, so that what the loop costs hides.
inline constexpr int kWgmmaUnroll = 4;

/// Each warp group's C, whose elements are at first its number in its block, 0 or 1, takes A B0 and A B1
/// `pairs` times over in turn. Counts: 4 m n k flop a pair.
struct WgmmaPeakArguments {
  const void* a = nullptr;   ///< [m, k]; 16-byte aligned, like b. tf32 lies in 4 bytes, as f32 does.
  const void* b = nullptr;   ///< [2, n, k]: B0 and B1, the elements of a column side by side.
  void* out = nullptr;       ///< [blocks, kWgmmaGroups, m, n]
  int pairs = kWgmmaUnroll;  ///< A multiple of that.
  int blocks = 1;
};

/// Why this build holds no such kernel; null where it does. It runs on compute capability 9.0 alone.
const char* wgmma_missing();

/// Throws std::runtime_error where the kernel can't be launched, std::invalid_argument for f64 and
/// for pairs that are no multiple of kWgmmaUnroll, std::logic_error where wgmma_missing().
void wgmma_peak(void* stream, TensorType type, const WgmmaPeakArguments& arguments);

}  // namespace gpubench::kernels::cuda
