/// GemmProblem: the matrices of a product, by row; and what their elements are worth.
#pragma once
#include <cstdint>
#include <span>
#include <type_traits>

#include "bench/numerics/formats.hpp"
#include "bench/numerics/gemm_reference.hpp"

namespace gpubench {

/// Exact: no type here holds more than f64 does.
template <class T>
double value_of(T value) {
  if constexpr (std::is_arithmetic_v<T>) {
    return static_cast<double>(value);
  } else {
    return to_double(value);
  }
}

/// Rows of A and C are counted through the batch: 0 .. batch m - 1.
template <class In, class Out>
struct GemmProblem {
  GemmShape shape;
  std::span<const In> a, b;
  std::span<const Out> c;

  std::uint64_t rows() const { return shape.batch * shape.m; }
  std::span<const In> row_of_a(std::uint64_t i) const { return a.subspan(i * shape.k, shape.k); }
  std::span<const Out> row_of_c(std::uint64_t i) const { return c.subspan(i * shape.n, shape.n); }
  /// Row l of the B that row i of A meets.
  std::span<const In> row_of_b(std::uint64_t i, std::uint64_t l) const {
    return b.subspan((i / shape.m * shape.k + l) * shape.n, shape.n);
  }
};

}  // namespace gpubench

/// For each pair of types a product is checked in.
#define GPUBENCH_FOR_GEMM_TYPES(INSTANTIATE) \
  INSTANTIATE(float, float);                 \
  INSTANTIATE(double, double);               \
  INSTANTIATE(Tf32, float);                  \
  INSTANTIATE(F16, F16);                     \
  INSTANTIATE(Bf16, Bf16);                   \
  INSTANTIATE(E4m3, Bf16)
