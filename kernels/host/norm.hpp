/// Normalisation of the rows of a matrix: layer norm and RMS norm.
#pragma once
#include <cstddef>

#include "kernels/host/instruction_set.hpp"

namespace gpubench::kernels {

/// The longest row a device takes: 32 elements in the registers of each of a block's 256 threads.
inline constexpr std::size_t kNormColumns = 8192;

/// float32[rows, columns], row-major; gamma and beta float32[columns].
/// layernorm: y[r,c] = gamma[c] (x[r,c] - mu) / sqrt(v + epsilon) + beta[c], mu the mean of row r and v the
/// mean of (x - mu)^2. Source: Ba, Kiros, Hinton: Layer Normalization (2016).
/// rmsnorm: y[r,c] = gamma[c] x[r,c] / sqrt(q + epsilon), q the mean of x^2 in row r. beta is not read.
/// Source: Zhang, Sennrich: Root Mean Square Layer Normalization (NeurIPS 2019). Counts: rows * columns words
/// read once and written once, gamma and beta read once; layernorm 8 flop an element (mean 1, variance 3,
/// result 4), rmsnorm 4 (mean 2, result 2); a row's square root is left out.
struct NormArguments {
  const float* x = nullptr;
  const float* gamma = nullptr;
  const float* beta = nullptr;
  float* y = nullptr;
  std::size_t rows = 0;
  std::size_t columns = 0;  ///< 1 .. kNormColumns
  float epsilon = 1e-5F;
  int threads = 1;  ///< Of the host.
};

/// On `threads` OpenMP threads, rows shared evenly. The processor must have the instruction set: see
/// instruction_sets().
void layernorm(InstructionSet set, const NormArguments& arguments);
void rmsnorm(InstructionSet set, const NormArguments& arguments);
/// By the widest instructions it has.
void layernorm(const NormArguments& arguments);
void rmsnorm(const NormArguments& arguments);

}  // namespace gpubench::kernels
