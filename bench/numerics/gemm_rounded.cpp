#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <type_traits>
#include <vector>

#include "bench/numerics/choice.hpp"
#include "bench/numerics/digest.hpp"
#include "bench/numerics/gemm_problem.hpp"
#include "bench/numerics/parallel.hpp"
#include "bench/numerics/philox.hpp"
#include "bench/numerics/score.hpp"

namespace gpubench {
namespace {

/// Keeps the choice apart from every input tensor of the same seed.
constexpr std::uint32_t kGemmChoice = 0xc401ce00;
/// Rows of B taken at a time: they stay in the second-level cache while all samples read a column of them.
constexpr std::uint64_t kRowsOfB = 32;

/// Indices of C, ascending, so that neighbours share a row of A.
std::vector<std::uint64_t> choose_elements(std::uint64_t total, std::uint64_t seed) {
  std::vector<std::uint64_t> chosen = choose(total, kChosenMax, seed, kGemmChoice);
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

/// What one chosen element must be. The extra bits of long double make the reference of f64 better than what
/// it judges; where long double is double, phi covers both.
struct ExpectedElement {
  long double value = 0;
  double magnitude = 0;
};

template <class In, class Out>
std::vector<ExpectedElement> make_expected(const GemmProblem<In, Out>& problem,
                                           const std::vector<std::uint64_t>& chosen, int threads) {
  const GemmShape& shape = problem.shape;
  std::vector<ExpectedElement> expected(chosen.size());
  for_parts(chosen.size(), 1, threads, [&](std::uint64_t begin, std::uint64_t end) {
    for (std::uint64_t from = 0; from < shape.k; from += kRowsOfB) {
      const std::uint64_t to = std::min(from + kRowsOfB, shape.k);
      for (std::uint64_t s = begin; s < end; ++s) {
        const std::uint64_t i = chosen[s] / shape.n;
        const auto row = problem.row_of_a(i);
        for (std::uint64_t l = from; l < to; ++l) {
          const In other = problem.row_of_b(i, l)[chosen[s] % shape.n];
          const long double product =
              static_cast<long double>(value_of(row[l])) * static_cast<long double>(value_of(other));
          expected[s].value += product;
          expected[s].magnitude += static_cast<double>(std::abs(product));
        }
      }
    }
  });
  return expected;
}

/// The first NaN or infinity; the size where there is none.
template <class T>
std::uint64_t find_not_finite(std::span<const T> c, int threads) {
  std::atomic<std::uint64_t> first{c.size()};
  for_parts(c.size(), 4096, threads, [&](std::uint64_t begin, std::uint64_t end) {
    const auto bad = std::find_if(c.begin() + static_cast<std::ptrdiff_t>(begin),
                                  c.begin() + static_cast<std::ptrdiff_t>(end),
                                  [](T v) { return !std::isfinite(value_of(v)); });
    const auto i = static_cast<std::uint64_t>(bad - c.begin());
    if (i == end) return;
    for (std::uint64_t known = first; i < known && !first.compare_exchange_weak(known, i);) continue;
  });
  return first;
}

template <class Out>
constexpr FloatFormat format_of() {
  if constexpr (std::is_same_v<Out, double>) return kF64;
  if constexpr (std::is_same_v<Out, F16>) return kF16;
  if constexpr (std::is_same_v<Out, Bf16>) return kBf16;
  return kF32;
}

}  // namespace

template <class In, class Out>
Verdict check_gemm_rounded(GemmShape shape, std::span<const In> a, std::span<const In> b,
                           std::span<const std::type_identity_t<Out>> c, const GemmCheck& check) {
  const GemmProblem<In, Out> problem{shape, a, b, c};
  const FloatFormat usual = std::is_same_v<In, double> ? kF64 : kF32;
  const double k = static_cast<double>(shape.k);
  Score score(
      {std::max(4.0, std::sqrt(k)), check.u_accumulator.value_or(usual.roundoff()), format_of<Out>(), k});
  const std::vector<std::uint64_t> chosen = choose_elements(c.size(), check.seed);
  const std::vector<ExpectedElement> expected = make_expected(problem, chosen, check.threads);
  for (std::size_t s = 0; s < chosen.size(); ++s) {
    score.add(chosen[s], value_of(c[chosen[s]]), static_cast<double>(expected[s].value),
              expected[s].magnitude);
  }
  Verdict verdict = score.verdict(Family::rounded);
  verdict.total = c.size();
  verdict.digest = digest_of(c, 0, check.threads);
  const std::uint64_t bad = find_not_finite(c, check.threads);
  if (bad != c.size()) {
    verdict.correctness = Correctness::wrong;
    verdict.worst_index = bad;
    verdict.detail =
        fmt::format("C[{},{}] is {}, must be finite", bad / shape.n, bad % shape.n, value_of(c[bad]));
  }
  return verdict;
}

#define GPUBENCH_INSTANTIATE(In, Out)                                                               \
  template Verdict check_gemm_rounded<In, Out>(GemmShape, std::span<const In>, std::span<const In>, \
                                               std::span<const Out>, const GemmCheck&)
GPUBENCH_FOR_GEMM_TYPES(GPUBENCH_INSTANTIATE);
#undef GPUBENCH_INSTANTIATE

}  // namespace gpubench
