#include "kernels/cuda/pattern.hpp"

#include <algorithm>

#include "kernels/cuda/grid.hpp"
#include "kernels/cuda/launch.cuh"
#include "kernels/cuda/pattern.cuh"

namespace gpubench::kernels::cuda {
namespace {

constexpr unsigned kThreads = 256;

/// Enough to fill any device several times over; a thread then has many elements where there are many.
unsigned blocks_of(std::size_t count) {
  return std::min(blocks_for(pieces_of(count, kThreads)), 4096U);
}

template <class T>
void fill(void* stream, const PatternFillArguments<T>& x) {
  pattern_fill_kernel<<<blocks_of(x.count), kThreads, 0, static_cast<cudaStream_t>(stream)>>>(x);
  check_launch("pattern_fill");
}

template <class T>
void check(void* stream, const PatternCheckArguments<T>& x) {
  pattern_check_kernel<<<blocks_of(x.count), kThreads, 0, static_cast<cudaStream_t>(stream)>>>(x);
  check_launch("pattern_check");
}

}  // namespace

void pattern_fill(void* stream, const PatternFillArguments<float>& arguments) {
  fill(stream, arguments);
}
void pattern_fill(void* stream, const PatternFillArguments<double>& arguments) {
  fill(stream, arguments);
}
void pattern_check(void* stream, const PatternCheckArguments<float>& arguments) {
  check(stream, arguments);
}
void pattern_check(void* stream, const PatternCheckArguments<double>& arguments) {
  check(stream, arguments);
}

}  // namespace gpubench::kernels::cuda
