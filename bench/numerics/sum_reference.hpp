/// Whether the sum of a tensor was computed right. The tensor is made again, in pieces, as its inputs were;
/// T is float or double.
#pragma once
#include <cstdint>
#include <span>

#include "bench/numerics/inputs.hpp"
#include "bench/numerics/verdict.hpp"

namespace gpubench {

/// The first `count` elements of a tensor, added up.
struct SumReference {
  double value = 0;      ///< Without rounding, but for the last one to double.
  double magnitude = 0;  ///< sum |x|
  std::uint64_t count = 0;
};

/// values[i] = term first + i of a tensor to be summed. Family R: fill_inputs(). Family E: likewise, but a 0
/// becomes 1 at even and -1 at odd places, so that a term left out or taken twice always shows. T: as
/// fill_inputs() has it, std::int32_t too.
template <class T>
void fill_terms(std::span<T> values, Family family, std::uint64_t seed, std::uint32_t tensor,
                std::uint64_t first = 0, int threads = 1);

/// The sum of fill_terms() from 0 to count.
template <class T>
SumReference sum_terms(std::uint64_t count, Family family, std::uint64_t seed, std::uint32_t tensor,
                       int threads = 1);

/// Family E: identical or wrong. Exact in f32 in any order that does not look at the values: what has been
/// added is a random walk of at most 2^31 steps with deviation 2.2, which is 2^24 off at 160 deviations.
template <class T>
Verdict check_sum_exact(const SumReference& reference, T sum);

/// Family R: eta with phi = max(4, sqrt n) and S = sum |x|, the accumulator T. For large n it tells of bad
/// rounding only: a sum of zero-mean values is as small as what it allows, so that check_sum_exact() must
/// stand beside it.
template <class T>
Verdict check_sum_rounded(const SumReference& reference, T sum);

}  // namespace gpubench
