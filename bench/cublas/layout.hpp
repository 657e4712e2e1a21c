/// MatmulLayouts: a row-major product as a column-major library sees it. No vendor header: tested anywhere.
#pragma once
#include <cstdint>

#include "bench/numerics/gemm_reference.hpp"

namespace gpubench {

/// Column-major: element (r, c) of item i lies at i stride + c leading + r.
struct MatrixLayout {
  std::uint64_t rows = 0;
  std::uint64_t columns = 0;
  std::int64_t leading = 0;
  std::int64_t stride = 0;  ///< Elements from one product of a batch to the next.
};

/// output[n,m] = op(left) right: what is column-major for the library is the transpose of what is row-major
/// for us, and C^T = B^T A^T, so B is on the left.
struct MatmulLayouts {
  MatrixLayout left;    ///< B
  MatrixLayout right;   ///< A
  MatrixLayout output;  ///< C
  bool left_transposed = false;
};

/// With transposed_b, B is kept as [n,k] row-major, and each sum runs along both matrices' rows: the only way
/// cuBLASLt takes 8-bit types ("TN" in its manual).
inline MatmulLayouts layouts_of(const GemmShape& shape, bool transposed_b) {
  const auto m = static_cast<std::int64_t>(shape.m);
  const auto n = static_cast<std::int64_t>(shape.n);
  const auto k = static_cast<std::int64_t>(shape.k);
  MatmulLayouts layouts;
  layouts.left_transposed = transposed_b;
  layouts.left = {shape.n, shape.k, n, k * n};
  if (transposed_b) layouts.left = {shape.k, shape.n, k, k * n};
  layouts.right = {shape.k, shape.m, k, m * k};
  layouts.output = {shape.n, shape.m, n, m * n};
  return layouts;
}

}  // namespace gpubench
