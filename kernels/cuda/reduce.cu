#include "kernels/cuda/reduce.hpp"

#include "kernels/cuda/launch.cuh"
#include "kernels/cuda/reduce.cuh"

namespace gpubench::kernels::cuda {
namespace {

/// As many blocks as there are partial sums, whatever the device: the order of additions is fixed.
template <class T>
void launch_reduce(void* stream, const ReduceArguments<T>& arguments) {
  const auto queue = static_cast<cudaStream_t>(stream);
  reduce_parts<<<kReducePartials, kReduceThreads, 0, queue>>>(arguments);
  check_launch("reduce_parts");
  reduce_partials<<<1, kReduceThreads, 0, queue>>>(arguments);
  check_launch("reduce_partials");
}

}  // namespace

void reduce(void* stream, const ReduceArguments<float>& arguments) {
  launch_reduce(stream, arguments);
}
void reduce(void* stream, const ReduceArguments<double>& arguments) {
  launch_reduce(stream, arguments);
}

}  // namespace gpubench::kernels::cuda
