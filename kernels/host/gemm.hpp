/// Gemm: the product of two matrices, written here rather than called from a library.
#pragma once
#include <cstddef>

#include "kernels/host/instruction_set.hpp"

namespace gpubench::kernels {

/// C[i,j] = sum over l of A[i,l] B[l,j]; all row-major without gaps, C apart from A and B. m, n, k >= 1.
/// Counts: 2 m n k flop; A and B read once and C written once: what blocking reads again is left out.
/// Source of the blocking on the host: Goto, van de Geijn: Anatomy of High-Performance Matrix Multiplication
/// (ACM TOMS 34, 2008).
template <class T>
struct GemmArguments {
  const T* a = nullptr;  ///< [m, k]
  const T* b = nullptr;  ///< [k, n]
  T* c = nullptr;        ///< [m, n]
  std::size_t m = 0;
  std::size_t n = 0;
  std::size_t k = 0;
  int threads = 1;  ///< Of the host; a device has its own.
};

/// The processor must have the instruction set: see instruction_sets(). Equal arguments give equal bits.
void gemm(InstructionSet set, const GemmArguments<float>& arguments);
void gemm(InstructionSet set, const GemmArguments<double>& arguments);

}  // namespace gpubench::kernels
