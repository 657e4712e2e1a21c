#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <optional>
#include <vector>

#include "bench/numerics/digest.hpp"
#include "bench/numerics/gemm_reference.hpp"
#include "bench/numerics/parallel.hpp"
#include "bench/numerics/philox.hpp"

namespace gpubench {
namespace {

/// Keeps the factors apart from every input tensor of the same seed.
constexpr std::uint32_t kFactors = 0xfac70125;

/// Arithmetic mod 2^64: signed values enter as their two's complement.
using Ring = std::uint64_t;

template <class T>
Ring to_ring(T value) {
  return static_cast<Ring>(static_cast<std::int64_t>(value));
}

std::vector<Ring> odd_factors(std::uint64_t n, std::uint64_t seed) {
  std::vector<Ring> factors(n);
  const PhiloxKey key{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)};
  for (std::uint64_t j = 0; j < n; ++j) {
    const PhiloxBlock block =
        philox({static_cast<std::uint32_t>(j), static_cast<std::uint32_t>(j >> 32), kFactors, 0}, key);
    factors[j] = (Ring{block[0]} << 32 | block[1]) | 1;
  }
  return factors;
}

/// One product of C can have: an integer no larger than the sum of k products of magnitude 9, and no -0.
template <class T>
bool is_possible(T value, T largest) {
  return std::abs(value) <= largest && std::trunc(value) == value && !(value == 0 && std::signbit(value));
}

/// sum_j x_j r_j
template <class T>
Ring dot(std::span<const T> x, const std::vector<Ring>& r) {
  Ring sum = 0;
  for (std::size_t j = 0; j < x.size(); ++j) sum += to_ring(x[j]) * r[j];
  return sum;
}

template <class T>
struct Problem {
  GemmShape shape;
  std::span<const T> a, b, c;

  std::span<const T> row_of_a(std::uint64_t i) const { return a.subspan(i * shape.k, shape.k); }
  std::span<const T> row_of_b(std::uint64_t l) const { return b.subspan(l * shape.n, shape.n); }
  std::span<const T> row_of_c(std::uint64_t i) const { return c.subspan(i * shape.n, shape.n); }

  bool row_is_right(std::uint64_t i, const std::vector<Ring>& r, const std::vector<Ring>& br) const {
    const T largest = static_cast<T>(9 * shape.k);
    const auto row = row_of_c(i);
    for (const T value : row) {
      if (!is_possible(value, largest)) return false;
    }
    return dot(row, r) == dot(row_of_a(i), br);
  }

  /// The row as it must be, in O(nk).
  std::vector<std::int64_t> make_row(std::uint64_t i) const {
    std::vector<std::int64_t> row(shape.n);
    for (std::uint64_t l = 0; l < shape.k; ++l) {
      const auto factor = static_cast<std::int64_t>(row_of_a(i)[l]);
      const auto from = row_of_b(l);
      for (std::uint64_t j = 0; j < shape.n; ++j) row[j] += factor * static_cast<std::int64_t>(from[j]);
    }
    return row;
  }
};

/// The first row that is wrong, where there is one.
template <class T>
std::optional<std::uint64_t> find_wrong_row(const Problem<T>& problem, const GemmCheck& check) {
  const auto [m, n, k] = problem.shape;
  const std::vector<Ring> r = odd_factors(n, check.seed);
  std::vector<Ring> br(k);
  for_parts(k, 1, check.threads, [&](std::uint64_t begin, std::uint64_t end) {
    for (std::uint64_t l = begin; l < end; ++l) br[l] = dot(problem.row_of_b(l), r);
  });
  std::atomic<std::uint64_t> first{m};
  for_parts(m, 1, check.threads, [&](std::uint64_t begin, std::uint64_t end) {
    for (std::uint64_t i = begin; i < end; ++i) {
      if (problem.row_is_right(i, r, br)) continue;
      for (std::uint64_t known = first; i < known && !first.compare_exchange_weak(known, i);) continue;
      return;
    }
  });
  if (first == m) return std::nullopt;
  return first.load();
}

template <class T>
void name_wrong_element(Verdict& verdict, const Problem<T>& problem, std::uint64_t i) {
  verdict.correctness = Correctness::wrong;
  const std::vector<std::int64_t> expected = problem.make_row(i);
  const auto row = problem.row_of_c(i);
  std::uint64_t j = 0;
  while (j + 1 < row.size() && row[j] == static_cast<T>(expected[j]) &&
         !(row[j] == 0 && std::signbit(row[j])))
    ++j;
  verdict.worst_index = i * problem.shape.n + j;
  verdict.detail = fmt::format("C[{},{}] is {}, must be {}", i, j, row[j], expected[j]);
}

}  // namespace

template <class T>
Verdict check_gemm_exact(GemmShape shape, std::span<const T> a, std::span<const T> b, std::span<const T> c,
                         const GemmCheck& check) {
  const Problem<T> problem{shape, a, b, c};
  Verdict verdict;
  verdict.family = "E";
  verdict.correctness = Correctness::identical;
  verdict.checked = verdict.total = c.size();
  verdict.digest = digest_of(c, 0, check.threads);
  if (const auto row = find_wrong_row(problem, check)) name_wrong_element(verdict, problem, *row);
  return verdict;
}

template Verdict check_gemm_exact<float>(GemmShape, std::span<const float>, std::span<const float>,
                                         std::span<const float>, const GemmCheck&);
template Verdict check_gemm_exact<double>(GemmShape, std::span<const double>, std::span<const double>,
                                          std::span<const double>, const GemmCheck&);

}  // namespace gpubench
