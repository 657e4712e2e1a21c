#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <type_traits>
#include <vector>

#include "bench/numerics/digest.hpp"
#include "bench/numerics/gemm_reference.hpp"
#include "bench/numerics/parallel.hpp"
#include "bench/numerics/philox.hpp"
#include "bench/numerics/score.hpp"

namespace gpubench {
namespace {

constexpr std::uint64_t kSamples = 4096;
/// Keeps the choice apart from every input tensor of the same seed.
constexpr std::uint32_t kChoice = 0xc401ce00;
/// Rows of B taken at a time: they stay in the second-level cache while all samples read a column of them.
constexpr std::uint64_t kRowsOfB = 32;

/// Indices of C, ascending, so that neighbours share a row of A.
std::vector<std::uint64_t> choose(std::uint64_t total, std::uint64_t seed) {
  std::vector<std::uint64_t> chosen(std::min(total, kSamples));
  const PhiloxKey key{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)};
  for (std::uint64_t s = 0; s < chosen.size(); ++s) {
    const PhiloxBlock block = philox({static_cast<std::uint32_t>(s), 0, kChoice, 0}, key);
    chosen[s] = total <= kSamples ? s : (std::uint64_t{block[0]} << 32 | block[1]) % total;
  }
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

/// What one chosen element must be. The extra bits of long double make the reference of f64 better than what
/// it judges; where long double is double, phi covers both.
struct Expected {
  long double value = 0;
  double magnitude = 0;
};

template <class T>
std::vector<Expected> make_expected(GemmShape shape, std::span<const T> a, std::span<const T> b,
                                    const std::vector<std::uint64_t>& chosen, int threads) {
  std::vector<Expected> expected(chosen.size());
  for_parts(chosen.size(), 1, threads, [&](std::uint64_t begin, std::uint64_t end) {
    for (std::uint64_t from = 0; from < shape.k; from += kRowsOfB) {
      const std::uint64_t to = std::min(from + kRowsOfB, shape.k);
      for (std::uint64_t s = begin; s < end; ++s) {
        const T* row = a.data() + chosen[s] / shape.n * shape.k;
        const T* column = b.data() + chosen[s] % shape.n;
        for (std::uint64_t l = from; l < to; ++l) {
          const long double product =
              static_cast<long double>(row[l]) * static_cast<long double>(column[l * shape.n]);
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
    const auto bad =
        std::find_if(c.begin() + static_cast<std::ptrdiff_t>(begin),
                     c.begin() + static_cast<std::ptrdiff_t>(end), [](T v) { return !std::isfinite(v); });
    const auto i = static_cast<std::uint64_t>(bad - c.begin());
    if (i == end) return;
    for (std::uint64_t known = first; i < known && !first.compare_exchange_weak(known, i);) continue;
  });
  return first;
}

}  // namespace

template <class T>
Verdict check_gemm_rounded(GemmShape shape, std::span<const T> a, std::span<const T> b, std::span<const T> c,
                           const GemmCheck& check) {
  const FloatFormat format = std::is_same_v<T, float> ? kF32 : kF64;
  const double k = static_cast<double>(shape.k);
  Score score({std::max(4.0, std::sqrt(k)), format.roundoff(), format, k});
  const std::vector<std::uint64_t> chosen = choose(c.size(), check.seed);
  const std::vector<Expected> expected = make_expected(shape, a, b, chosen, check.threads);
  for (std::size_t s = 0; s < chosen.size(); ++s) {
    score.add(chosen[s], c[chosen[s]], static_cast<double>(expected[s].value), expected[s].magnitude);
  }
  Verdict verdict = score.verdict(Family::rounded);
  verdict.total = c.size();
  verdict.digest = digest_of(c, 0, check.threads);
  const std::uint64_t bad = find_not_finite(c, check.threads);
  if (bad != c.size()) {
    verdict.correctness = Correctness::wrong;
    verdict.worst_index = bad;
    verdict.detail = fmt::format("C[{},{}] is {}, must be finite", bad / shape.n, bad % shape.n, c[bad]);
  }
  return verdict;
}

template Verdict check_gemm_rounded<float>(GemmShape, std::span<const float>, std::span<const float>,
                                           std::span<const float>, const GemmCheck&);
template Verdict check_gemm_rounded<double>(GemmShape, std::span<const double>, std::span<const double>,
                                            std::span<const double>, const GemmCheck&);

}  // namespace gpubench
