/// Stencil: each point of a grid from itself and its nearest neighbours: one Jacobi step of the heat
/// equation.
#pragma once
#include <cstddef>

namespace gpubench::kernels {

/// The grid is row-major, [depth, height, width] without gaps; in and out do not overlap. At interior points
///     out = center * in + neighbor * (sum of the nearest neighbours' in),
/// four of them where depth is 1 (the 5-point stencil of the plane), else six (7-point). The points of the
/// rim are copied. Counts: each element is read once and written once; 6 flop an interior point of the plane,
/// 8 in space.
template <class T>
struct StencilArguments {
  const T* in = nullptr;
  T* out = nullptr;
  std::size_t width = 0;
  std::size_t height = 0;
  std::size_t depth = 1;
  T center = 0;
  T neighbor = 0;
  int threads = 1;  ///< Of the host; a device has its own.
};

void stencil(const StencilArguments<float>& arguments);
void stencil(const StencilArguments<double>& arguments);

}  // namespace gpubench::kernels
