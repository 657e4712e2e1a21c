#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <optional>
#include <type_traits>
#include <vector>

#include "bench/numerics/choice.hpp"
#include "bench/numerics/digest.hpp"
#include "bench/numerics/gemm_problem.hpp"
#include "bench/numerics/parallel.hpp"
#include "bench/numerics/philox.hpp"

namespace gpubench {
namespace {

/// Keeps the factors apart from every input tensor of the same seed.
constexpr std::uint32_t kGemmFactors = 0xfac70125;

/// Arithmetic mod 2^64: signed values enter as their two's complement.
using Ring = std::uint64_t;

template <class T>
Ring to_ring(T value) {
  if constexpr (std::is_arithmetic_v<T>) {
    return static_cast<Ring>(static_cast<std::int64_t>(value));
  } else {
    return static_cast<Ring>(static_cast<std::int64_t>(to_double(value)));
  }
}

/// The largest product of two inputs.
template <class In>
constexpr double kProductMax = std::is_same_v<In, std::int8_t> ? 128.0 * 128.0 : 9.0;

/// What an element of C can be: an integer no larger than the sum of k products, and no -0.
bool is_possible(double value, double largest) {
  return std::abs(value) <= largest && std::trunc(value) == value && !(value == 0 && std::signbit(value));
}

/// sum_j x_j r_j
template <class T>
Ring dot(std::span<const T> x, std::span<const Ring> r) {
  Ring sum = 0;
  for (std::size_t j = 0; j < x.size(); ++j) sum += to_ring(x[j]) * r[j];
  return sum;
}

template <class In, class Out>
bool row_is_right(const GemmProblem<In, Out>& problem, std::uint64_t i, std::span<const Ring> r,
                  std::span<const Ring> br) {
  const double largest = kProductMax<In> * static_cast<double>(problem.shape.k);
  const auto row = problem.row_of_c(i);
  for (const Out value : row) {
    if (!is_possible(value_of(value), largest)) return false;
  }
  const std::uint64_t k = problem.shape.k;
  return dot(row, r) == dot(problem.row_of_a(i), br.subspan(i / problem.shape.m * k, k));
}

/// The row as it must be, in O(nk).
template <class In, class Out>
std::vector<std::int64_t> make_row(const GemmProblem<In, Out>& problem, std::uint64_t i) {
  std::vector<std::int64_t> row(problem.shape.n);
  for (std::uint64_t l = 0; l < problem.shape.k; ++l) {
    const auto factor = static_cast<std::int64_t>(value_of(problem.row_of_a(i)[l]));
    const auto from = problem.row_of_b(i, l);
    for (std::uint64_t j = 0; j < row.size(); ++j) {
      row[j] += factor * static_cast<std::int64_t>(value_of(from[j]));
    }
  }
  return row;
}

/// The first row that is wrong, where there is one.
template <class In, class Out>
std::optional<std::uint64_t> find_wrong_row(const GemmProblem<In, Out>& problem, const GemmCheck& check) {
  const auto [m, n, k, batch] = problem.shape;
  const std::vector<Ring> r = odd_factors(n, check.seed, kGemmFactors);
  std::vector<Ring> br(batch * k);
  for_parts(batch * k, 1, check.threads, [&, n = n](std::uint64_t begin, std::uint64_t end) {
    for (std::uint64_t l = begin; l < end; ++l) br[l] = dot(problem.b.subspan(l * n, n), std::span(r));
  });
  std::atomic<std::uint64_t> first{problem.rows()};
  for_parts(problem.rows(), 1, check.threads, [&](std::uint64_t begin, std::uint64_t end) {
    for (std::uint64_t i = begin; i < end; ++i) {
      if (row_is_right(problem, i, std::span(r), std::span(br))) continue;
      for (std::uint64_t known = first; i < known && !first.compare_exchange_weak(known, i);) continue;
      return;
    }
  });
  if (first == problem.rows()) return std::nullopt;
  return first.load();
}

template <class In, class Out>
void name_wrong_element(Verdict& verdict, const GemmProblem<In, Out>& problem, std::uint64_t i) {
  verdict.correctness = Correctness::wrong;
  const std::vector<std::int64_t> expected = make_row(problem, i);
  const auto row = problem.row_of_c(i);
  const auto is_right = [&](std::uint64_t j) {
    const double value = value_of(row[j]);
    return value == static_cast<double>(expected[j]) && !(value == 0 && std::signbit(value));
  };
  std::uint64_t j = 0;
  while (j + 1 < row.size() && is_right(j)) ++j;
  verdict.worst_index = i * problem.shape.n + j;
  verdict.detail = fmt::format("C[{},{}] is {}, must be {}", i, j, value_of(row[j]), expected[j]);
}

}  // namespace

template <class In, class Out>
Verdict check_gemm_exact(GemmShape shape, std::span<const In> a, std::span<const In> b,
                         std::span<const std::type_identity_t<Out>> c, const GemmCheck& check) {
  const GemmProblem<In, Out> problem{shape, a, b, c};
  Verdict verdict;
  verdict.family = "E";
  verdict.correctness = Correctness::identical;
  verdict.checked = verdict.total = c.size();
  verdict.digest = digest_of(c, 0, check.threads);
  if (const auto row = find_wrong_row(problem, check)) name_wrong_element(verdict, problem, *row);
  return verdict;
}

template <class Out>
std::uint64_t exact_terms_max() {
  if constexpr (std::is_same_v<Out, F16>) return (1U << kF16.precision) / 9;
  if constexpr (std::is_same_v<Out, Bf16>) return (1U << kBf16.precision) / 9;
  return (1U << kF32.precision) / 9;
}

template <class In>
void thin_columns(GemmShape shape, std::span<In> b, std::uint64_t terms_max) {
  const std::uint64_t period = (shape.k + terms_max - 1) / terms_max;
  if (period <= 1) return;
  for (std::uint64_t row = 0; row < shape.batch * shape.k; ++row) {
    for (std::uint64_t j = 0; j < shape.n; ++j) {
      if ((row % shape.k + j) % period != 0) b[row * shape.n + j] = In{};
    }
  }
}

#define GPUBENCH_INSTANTIATE(In, Out)                                                             \
  template Verdict check_gemm_exact<In, Out>(GemmShape, std::span<const In>, std::span<const In>, \
                                             std::span<const Out>, const GemmCheck&)
GPUBENCH_FOR_GEMM_TYPES(GPUBENCH_INSTANTIATE);
GPUBENCH_INSTANTIATE(std::int8_t, std::int32_t);
#undef GPUBENCH_INSTANTIATE

template std::uint64_t exact_terms_max<float>();
template std::uint64_t exact_terms_max<double>();
template std::uint64_t exact_terms_max<F16>();
template std::uint64_t exact_terms_max<Bf16>();
template std::uint64_t exact_terms_max<std::int32_t>();

template void thin_columns<float>(GemmShape, std::span<float>, std::uint64_t);
template void thin_columns<double>(GemmShape, std::span<double>, std::uint64_t);
template void thin_columns<Tf32>(GemmShape, std::span<Tf32>, std::uint64_t);
template void thin_columns<F16>(GemmShape, std::span<F16>, std::uint64_t);
template void thin_columns<Bf16>(GemmShape, std::span<Bf16>, std::uint64_t);
template void thin_columns<E4m3>(GemmShape, std::span<E4m3>, std::uint64_t);
template void thin_columns<std::int8_t>(GemmShape, std::span<std::int8_t>, std::uint64_t);

}  // namespace gpubench
