#include "bench/host/exact.hpp"

#include <fmt/format.h>

#include <span>

#include "bench/numerics/digest.hpp"

namespace gpubench {
namespace {

Verdict frame(std::size_t count) {
  Verdict verdict;
  verdict.family = std::string("E");  // Assigning the literal trips GCC 12's -Wrestrict (PR 105651).
  verdict.checked = count;
  verdict.total = count;
  verdict.correctness = Correctness::identical;
  return verdict;
}

}  // namespace

template <class T>
Verdict judge_pattern(const Pattern<T>& expected, const T* data, std::size_t count, int threads) {
  Verdict verdict = frame(count);
  verdict.digest = digest_of(std::span(data, count), 0, threads);
  if (const auto index = expected.first_difference(data, count, threads)) {
    verdict.correctness = Correctness::wrong;
    verdict.worst_index = *index;
    verdict.detail = fmt::format("element {} is {}, not {}", *index, data[*index], expected[*index]);
  }
  return verdict;
}

template Verdict judge_pattern(const Pattern<float>&, const float*, std::size_t, int);
template Verdict judge_pattern(const Pattern<double>&, const double*, std::size_t, int);

Verdict judge_value(double expected, double value, const char* meaning) {
  Verdict verdict = frame(1);
  verdict.digest = digest_of(std::span<const double>(&value, 1));
  if (!(value == expected)) {
    verdict.correctness = Correctness::wrong;
    verdict.detail = fmt::format("{} is {}, not {}", meaning, value, expected);
  }
  return verdict;
}

}  // namespace gpubench
