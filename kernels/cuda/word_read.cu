#include "kernels/cuda/word_read.hpp"

#include "kernels/cuda/launch.cuh"
#include "kernels/cuda/word_read.cuh"

namespace gpubench::kernels::cuda {

void resident_read(void* stream, const WordReadArguments& x) {
  resident_read_kernel<<<static_cast<unsigned>(x.parts), kReadThreads, 0,
                         static_cast<cudaStream_t>(stream)>>>(x);
  check_launch("resident_read");
}

void strided_read(void* stream, const WordReadArguments& x) {
  strided_read_kernel<<<static_cast<unsigned>(x.parts), kReadThreads, 0, static_cast<cudaStream_t>(stream)>>>(
      x);
  check_launch("strided_read");
}

void shared_read(void* stream, const WordReadArguments& x) {
  shared_read_kernel<<<static_cast<unsigned>(x.parts), kSharedThreads, 0,
                       static_cast<cudaStream_t>(stream)>>>(x);
  check_launch("shared_read");
}

}  // namespace gpubench::kernels::cuda
