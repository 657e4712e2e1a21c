#include "kernels/host/stencil.hpp"

#include <algorithm>
#include <cstddef>

namespace gpubench::kernels {
namespace {

/// One row within the rim. `planes`: whether the neighbours above and below the plane count.
template <bool planes, class T>
void update_row(const StencilArguments<T>& x, std::size_t first) {
  // Signed, since neighbours lie before and after.
  const auto row = static_cast<std::ptrdiff_t>(x.width);
  const std::ptrdiff_t plane = row * static_cast<std::ptrdiff_t>(x.height);
  const T* in = x.in + first;
  T* out = x.out + first;
  out[0] = in[0];
#pragma omp simd
  for (std::ptrdiff_t i = 1; i < row - 1; ++i) {
    T sum = (in[i - 1] + in[i + 1]) + (in[i - row] + in[i + row]);
    if constexpr (planes) sum += in[i - plane] + in[i + plane];
    out[i] = x.center * in[i] + x.neighbor * sum;
  }
  out[row - 1] = in[row - 1];
}

template <class T>
void update_or_copy_row(const StencilArguments<T>& x, std::size_t j, std::size_t k) {
  const std::size_t first = (k * x.height + j) * x.width;
  const bool rim = j == 0 || j + 1 == x.height || x.width < 3;
  if (x.depth == 1 && !rim) return update_row<false>(x, first);
  if (x.depth > 1 && !rim && k > 0 && k + 1 < x.depth) return update_row<true>(x, first);
  std::copy_n(x.in + first, x.width, x.out + first);
}

template <class T>
void run_stencil(const StencilArguments<T>& x) {
#pragma omp parallel for collapse(2) schedule(static) num_threads(x.threads)
  for (std::size_t k = 0; k < x.depth; ++k) {
    for (std::size_t j = 0; j < x.height; ++j) update_or_copy_row(x, j, k);
  }
}

}  // namespace

void stencil(const StencilArguments<float>& arguments) {
  run_stencil(arguments);
}
void stencil(const StencilArguments<double>& arguments) {
  run_stencil(arguments);
}

}  // namespace gpubench::kernels
