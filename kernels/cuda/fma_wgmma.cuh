/// The kernel of the warp group's products, and how its operands lie in shared memory. Unit says what the
/// instructions are: those of the device (hopper/wgmma_ptx.cuh), or on the CPU what they are said to do.
#pragma once
#include <cstddef>
#include <cstdint>

#include "kernels/cuda/fma_wgmma.hpp"
#include "kernels/cuda/pack.cuh"
#include "kernels/cuda/shared.cuh"
#include "kernels/cuda/unroll.cuh"

namespace gpubench::kernels::cuda {

inline constexpr int kWarpGroupThreads = 128;

/// An operand lies without swizzle, in core matrices of 8 rows of 16 bytes (rows of A; of B the columns),
/// each 128 bytes in a row, which shared memory reads without a conflict. The two that make 32 bytes of the
/// same 8 rows lie side by side, then the next 8 rows. Source: PTX ISA, "Shared Memory Matrix Layout",
/// K-major.
inline constexpr unsigned kWgmmaChunk = 16;
inline constexpr unsigned kWgmmaLeadingBytes = 128;  ///< From a core matrix to the next along k.
inline constexpr unsigned kWgmmaStrideBytes = 256;   ///< From 8 rows to the next 8.

/// Where 16 bytes of a row lie: chunk 0 or 1 of it.
__device__ constexpr unsigned wgmma_place(unsigned row, unsigned chunk) {
  return row / 8 * kWgmmaStrideBytes + chunk * kWgmmaLeadingBytes + row % 8 * kWgmmaChunk;
}

/// The 64-bit word by which an instruction finds an operand that begins at this address of shared memory:
/// bits 0-13 the address, 16-29 the leading and 32-45 the stride distance, all in units of 16 bytes; 62-63:
/// 0, no swizzle. Source: PTX ISA, "Matrix Descriptor Format".
__device__ constexpr std::uint64_t wgmma_descriptor(std::uint32_t address) {
  constexpr std::uint64_t leading = kWgmmaLeadingBytes >> 4, stride = kWgmmaStrideBytes >> 4;
  return (address & 0x3ffff) >> 4 | leading << 16 | stride << 32;
}

struct alignas(128) WgmmaOperands {
  unsigned char a[kWgmmaRows * kWgmmaDepthBytes];
  unsigned char b[2][kWgmmaColumns * kWgmmaDepthBytes];
};

/// All threads of the block: `rows` rows of 32 bytes from device memory to their places.
__device__ inline void load_wgmma_operand(const void* from, unsigned char* to, unsigned rows) {
  const auto* bytes = static_cast<const unsigned char*>(from);
  for (unsigned i = threadIdx.x; i < 2 * rows; i += blockDim.x) {
    store_pack(to + wgmma_place(i / 2, i % 2), load_pack(bytes + i * kWgmmaChunk));
  }
}

/// A thread's 128 elements of C: element i lies in row wgmma_row(thread, i) and column wgmma_column(thread,
/// i), thread 0 .. 127 of its warp group. Source: PTX ISA, "Register Fragments and Shared Memory Matrix
/// Layouts", D of m64nNk16.
inline constexpr int kWgmmaSums = kWgmmaRows * kWgmmaColumns / kWarpGroupThreads;
__device__ constexpr int wgmma_row(int thread, int i) {
  return thread / 32 * 16 + i % 4 / 2 * 8 + thread % 32 / 4;
}
__device__ constexpr int wgmma_column(int thread, int i) {
  return i / 4 * 8 + thread % 4 * 2 + i % 2;
}

/// For blocks of kWgmmaThreads.
template <class Unit>
__global__ void __launch_bounds__(kWgmmaThreads, 1) wgmma_peak_kernel(WgmmaPeakArguments arguments) {
  using Sum = typename Unit::Sum;
  struct alignas(8) Neighbors {
    Sum left, right;
  };
  GPUBENCH_SHARED(operands, WgmmaOperands);
  load_wgmma_operand(arguments.a, operands.a, kWgmmaRows);
  load_wgmma_operand(arguments.b, operands.b[0], 2 * kWgmmaColumns);  // B1 follows B0 on either side.
  Unit::publish_shared();
  __syncthreads();
  const std::uint64_t a = wgmma_descriptor(Unit::shared_address(operands.a));
  const std::uint64_t b0 = wgmma_descriptor(Unit::shared_address(operands.b[0]));
  const std::uint64_t b1 = wgmma_descriptor(Unit::shared_address(operands.b[1]));
  const int group = static_cast<int>(threadIdx.x) / kWarpGroupThreads;
  Sum c[kWgmmaSums];
  GPUBENCH_UNROLL
  for (Sum& sum : c) sum = static_cast<Sum>(group);
  for (int pair = 0; pair < arguments.pairs; pair += kWgmmaUnroll) {
    Unit::begin(c);
    GPUBENCH_UNROLL
    for (int u = 0; u < kWgmmaUnroll; ++u) {
      Unit::multiply_add(c, a, b0);
      Unit::multiply_add(c, a, b1);
    }
    Unit::end_group();
  }
  Unit::wait(c);
  const int thread = static_cast<int>(threadIdx.x) % kWarpGroupThreads;
  auto* out = static_cast<Sum*>(arguments.out) +
              (static_cast<std::size_t>(blockIdx.x) * kWgmmaGroups + static_cast<std::size_t>(group)) *
                  kWgmmaRows * kWgmmaColumns;
  GPUBENCH_UNROLL
  for (int i = 0; i < kWgmmaSums; i += 2) {
    const int place = wgmma_row(thread, i) * kWgmmaColumns + wgmma_column(thread, i);
    *reinterpret_cast<Neighbors*>(out + place) = {c[i], c[i + 1]};
  }
}

}  // namespace gpubench::kernels::cuda
