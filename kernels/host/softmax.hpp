/// Softmax over the rows of a matrix.
#pragma once
#include <cstddef>

#include "kernels/host/instruction_set.hpp"

namespace gpubench::kernels {

/// The longest row a device takes: 32 elements in the registers of each of a block's 256 threads.
inline constexpr std::size_t kSoftmaxColumns = 8192;

/// y[r,c] = exp(x[r,c] - m) / sum over j of exp(x[r,j] - m), m the largest of row r; float32[rows, columns],
/// row-major. Counts: rows * columns words read once and written once. Flop are not counted: an exponential
/// is as many as its maker likes.
struct SoftmaxArguments {
  const float* x = nullptr;
  float* y = nullptr;
  std::size_t rows = 0;
  std::size_t columns = 0;  ///< 1 .. kSoftmaxColumns
  int threads = 1;          ///< Of the host.
};

/// On `threads` OpenMP threads, rows shared evenly. The processor must have the instruction set: see
/// instruction_sets().
void softmax(InstructionSet set, const SoftmaxArguments& arguments);
/// By the widest instructions it has.
void softmax(const SoftmaxArguments& arguments);

}  // namespace gpubench::kernels
