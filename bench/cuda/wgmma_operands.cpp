#include "bench/cuda/wgmma_operands.hpp"

#include <span>

#include "bench/numerics/sum_reference.hpp"

namespace gpubench {
namespace {

constexpr std::uint32_t kOperandA = 0;
constexpr std::uint32_t kOperandB = 1;

/// The row in which a column of E is not 0: neighbours differ, and 7 divides no k, so that each row has its
/// columns.
std::size_t row_of(std::size_t column, std::size_t k) {
  return column * 7 % k;
}

/// What stands there. By pairs of rounds through the rows, so that either sign meets each row.
std::int32_t value_of(std::size_t column, std::size_t k) {
  return column / k % 2 == 0 ? 1 : -1;
}

}  // namespace

WgmmaOperandIntegers::WgmmaOperandIntegers(kernels::cuda::TensorShape shape, std::uint64_t seed)
    : a(static_cast<std::size_t>(shape.m * shape.k)),
      b(static_cast<std::size_t>(2 * shape.n * shape.k)),
      shape_(shape) {
  const auto n = static_cast<std::size_t>(shape.n), k = static_cast<std::size_t>(shape.k);
  fill_terms<std::int32_t>(a, Family::exact, seed, kOperandA);
  fill_terms<std::int32_t>(std::span(b).first(n * k), Family::exact, seed, kOperandB);
  for (std::size_t i = 0; i < n * k; ++i) b[n * k + i] = -b[i];
  for (std::size_t column = 0; column < n; ++column) {
    b[n * k + column * k + row_of(column, k)] += value_of(column, k);
  }
}

std::int32_t WgmmaOperandIntegers::pair_sum(std::size_t place) const {
  const auto n = static_cast<std::size_t>(shape_.n), k = static_cast<std::size_t>(shape_.k);
  const std::size_t column = place % n;
  return a[place / n * k + row_of(column, k)] * value_of(column, k);
}

}  // namespace gpubench
