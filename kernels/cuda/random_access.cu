#include "kernels/cuda/random_access.hpp"

#include "kernels/cuda/grid.hpp"
#include "kernels/cuda/launch.cuh"
#include "kernels/cuda/random_access.cuh"

namespace gpubench::kernels::cuda {
namespace {

constexpr unsigned kThreads = 256;

/// A thread for every kAccessesInFlight accesses: the device always has blocks to hand out.
unsigned blocks_of(std::size_t accesses) {
  return blocks_for(pieces_of(accesses, std::size_t{kThreads} * kAccessesInFlight));
}

template <class T>
void launch_gather(void* stream, const IndexedCopyArguments<T>& x) {
  gather_kernel<<<blocks_of(x.count), kThreads, 0, static_cast<cudaStream_t>(stream)>>>(x);
  check_launch("gather");
}

template <class T>
void launch_scatter(void* stream, const IndexedCopyArguments<T>& x) {
  scatter_kernel<<<blocks_of(x.count), kThreads, 0, static_cast<cudaStream_t>(stream)>>>(x);
  check_launch("scatter");
}

}  // namespace

void random_update(void* stream, const RandomUpdateArguments& x) {
  random_update_kernel<<<blocks_of(x.updates), kThreads, 0, static_cast<cudaStream_t>(stream)>>>(x);
  check_launch("random_update");
}

void gather(void* stream, const IndexedCopyArguments<float>& arguments) {
  launch_gather(stream, arguments);
}
void gather(void* stream, const IndexedCopyArguments<double>& arguments) {
  launch_gather(stream, arguments);
}
void scatter(void* stream, const IndexedCopyArguments<float>& arguments) {
  launch_scatter(stream, arguments);
}
void scatter(void* stream, const IndexedCopyArguments<double>& arguments) {
  launch_scatter(stream, arguments);
}

}  // namespace gpubench::kernels::cuda
