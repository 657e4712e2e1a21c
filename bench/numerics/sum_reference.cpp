#include "bench/numerics/sum_reference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <type_traits>
#include <vector>

#include "bench/numerics/digest.hpp"
#include "bench/numerics/parallel.hpp"
#include "bench/numerics/score.hpp"

namespace gpubench {
namespace {

/// Elements made and added at a time: multiples of 2^-32 below 1, so that a double holds their sum exactly.
constexpr std::uint64_t kPiece = 32768;

}  // namespace

template <class T>
void fill_terms(std::span<T> values, Family family, std::uint64_t seed, std::uint32_t tensor,
                std::uint64_t first, int threads) {
  fill_inputs(values, family, seed, tensor, first, threads);
  if (family == Family::rounded) return;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] == 0) values[i] = static_cast<T>((first + i) % 2 == 0 ? 1 : -1);
  }
}

template <class T>
SumReference sum_terms(std::uint64_t count, Family family, std::uint64_t seed, std::uint32_t tensor,
                       int threads) {
  SumReference reference{0, 0, count};
  // In units of 2^-32 every term of either family is whole, and so is their sum: no order, no rounding.
  std::int64_t units = 0;
  std::mutex adding;
  for_parts(count, kPiece, threads, [&](std::uint64_t begin, std::uint64_t end) {
    std::vector<T> terms;
    for (std::uint64_t first = begin; first < end; first += kPiece) {
      terms.resize(std::min(kPiece, end - first));
      fill_terms(std::span(terms), family, seed, tensor, first);
      double sum = 0, magnitude = 0;
      for (const T term : terms) {
        sum += static_cast<double>(term);
        magnitude += std::abs(static_cast<double>(term));
      }
      const std::lock_guard lock(adding);
      units += static_cast<std::int64_t>(sum * 0x1p32);
      reference.magnitude += magnitude;
    }
  });
  reference.value = static_cast<double>(units) * 0x1p-32;
  return reference;
}

template <class T>
Verdict check_sum_exact(const SumReference& reference, T sum) {
  Verdict verdict;
  verdict.family = to_string(Family::exact);
  verdict.checked = verdict.total = 1;
  verdict.digest = digest_of(std::span<const T>(&sum, 1));
  verdict.correctness = Correctness::identical;
  if (!(static_cast<double>(sum) == reference.value)) {
    verdict.correctness = Correctness::wrong;
    verdict.detail =
        fmt::format("the sum of {} integers is {}, not {}", reference.count, sum, reference.value);
  }
  return verdict;
}

template <class T>
Verdict check_sum_rounded(const SumReference& reference, T sum) {
  const FloatFormat format = std::is_same_v<T, float> ? kF32 : kF64;
  const auto n = static_cast<double>(reference.count);
  Score score({std::max(4.0, std::sqrt(n)), format.roundoff(), format, n});
  score.add(0, static_cast<double>(sum), reference.value, reference.magnitude);
  Verdict verdict = score.verdict(Family::rounded);
  verdict.total = 1;
  verdict.digest = digest_of(std::span<const T>(&sum, 1));
  return verdict;
}

#define GPUBENCH_INSTANTIATE(T)                                                                 \
  template SumReference sum_terms<T>(std::uint64_t, Family, std::uint64_t, std::uint32_t, int); \
  template Verdict check_sum_exact<T>(const SumReference&, T);                                  \
  template Verdict check_sum_rounded<T>(const SumReference&, T)
GPUBENCH_INSTANTIATE(float);
GPUBENCH_INSTANTIATE(double);
#undef GPUBENCH_INSTANTIATE

template void fill_terms<std::int32_t>(std::span<std::int32_t>, Family, std::uint64_t, std::uint32_t,
                                       std::uint64_t, int);
template void fill_terms<float>(std::span<float>, Family, std::uint64_t, std::uint32_t, std::uint64_t, int);
template void fill_terms<double>(std::span<double>, Family, std::uint64_t, std::uint32_t, std::uint64_t, int);

}  // namespace gpubench
