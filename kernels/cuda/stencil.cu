#include "kernels/cuda/grid.hpp"
#include "kernels/cuda/launch.cuh"
#include "kernels/cuda/stencil.cuh"
#include "kernels/cuda/stencil.hpp"

namespace gpubench::kernels::cuda {
namespace {

template <class T>
void launch(void* stream, const StencilArguments<T>& x) {
  const auto queue = static_cast<cudaStream_t>(stream);
  if (x.depth == 1) {
    const unsigned threads = 256;
    const std::size_t pieces = pieces_of(x.height, kStencilWalk) * pieces_of(x.width, threads);
    stencil_plane_kernel<T><<<blocks_for(pieces), threads, 0, queue>>>(x);
  } else {
    // Rows of a warp, 8 of them: neighbours above and below are mostly the block's own, and so in its cache.
    const dim3 threads(32, 8);
    const std::size_t pieces =
        pieces_of(x.depth, kStencilWalk) * pieces_of(x.height, threads.y) * pieces_of(x.width, threads.x);
    stencil_space_kernel<T><<<blocks_for(pieces), threads, 0, queue>>>(x);
  }
  check_launch("stencil");
}

}  // namespace

void stencil(void* stream, const StencilArguments<float>& arguments) {
  launch(stream, arguments);
}
void stencil(void* stream, const StencilArguments<double>& arguments) {
  launch(stream, arguments);
}

}  // namespace gpubench::kernels::cuda
