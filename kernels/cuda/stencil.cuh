/// The stencil kernels. Each thread walks along the slowest axis and keeps the points before and after in
/// registers, so that they are loaded once; neighbours within the row or plane come from the first-level
/// cache.
#pragma once
#include <cstddef>

#include "kernels/cuda/shared.cuh"
#include "kernels/host/stencil.hpp"

namespace gpubench::kernels::cuda {

/// Points a thread walks: the two loaded beyond its ends cost an eighth, and a grid has blocks enough.
inline constexpr std::size_t kStencilWalk = 16;

/// The plane: blocks of any number of threads along a row.
template <class T>
__global__ void stencil_plane_kernel(StencilArguments<T> x) {
  const std::size_t row = x.width;
  const std::size_t across = (x.width + blockDim.x - 1) / blockDim.x;
  const std::size_t pieces = (x.height + kStencilWalk - 1) / kStencilWalk * across;
  for (std::size_t piece = blockIdx.x; piece < pieces; piece += gridDim.x) {
    const std::size_t i = piece % across * blockDim.x + threadIdx.x;
    const std::size_t first = piece / across * kStencilWalk;
    const std::size_t end = first + kStencilWalk < x.height ? first + kStencilWalk : x.height;
    if (i >= x.width) continue;
    const bool side = i == 0 || i + 1 == x.width;
    T before = first > 0 ? x.in[(first - 1) * row + i] : T(0);
    T here = x.in[first * row + i];
    for (std::size_t j = first; j < end; ++j) {
      const std::size_t p = j * row + i;
      const T after = j + 1 < x.height ? x.in[p + row] : T(0);
      if (side || j == 0 || j + 1 == x.height) {
        x.out[p] = here;
      } else {
        x.out[p] = x.center * here + x.neighbor * ((x.in[p - 1] + x.in[p + 1]) + (before + after));
      }
      before = here;
      here = after;
    }
  }
}

/// Space: blocks of any number of threads along a row and of rows, walking through the planes.
template <class T>
__global__ void stencil_space_kernel(StencilArguments<T> x) {
  const std::size_t row = x.width, plane = x.width * x.height;
  const std::size_t across = (x.width + blockDim.x - 1) / blockDim.x;
  const std::size_t down = (x.height + blockDim.y - 1) / blockDim.y;
  const std::size_t pieces = (x.depth + kStencilWalk - 1) / kStencilWalk * down * across;
  for (std::size_t piece = blockIdx.x; piece < pieces; piece += gridDim.x) {
    const std::size_t i = piece % across * blockDim.x + threadIdx.x;
    const std::size_t j = piece / across % down * blockDim.y + threadIdx.y;
    const std::size_t first = piece / across / down * kStencilWalk;
    const std::size_t end = first + kStencilWalk < x.depth ? first + kStencilWalk : x.depth;
    if (i >= x.width || j >= x.height) continue;
    const bool side = i == 0 || i + 1 == x.width || j == 0 || j + 1 == x.height;
    const std::size_t column = j * row + i;
    T before = first > 0 ? x.in[(first - 1) * plane + column] : T(0);
    T here = x.in[first * plane + column];
    for (std::size_t k = first; k < end; ++k) {
      const std::size_t p = k * plane + column;
      const T after = k + 1 < x.depth ? x.in[p + plane] : T(0);
      if (side || k == 0 || k + 1 == x.depth) {
        x.out[p] = here;
      } else {
        const T around = (x.in[p - 1] + x.in[p + 1]) + (x.in[p - row] + x.in[p + row]);
        x.out[p] = x.center * here + x.neighbor * (around + (before + after));
      }
      before = here;
      here = after;
    }
  }
}

}  // namespace gpubench::kernels::cuda
