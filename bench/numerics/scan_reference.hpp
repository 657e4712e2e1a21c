/// Whether inclusive prefix sums of a tensor's terms are right; T is std::int32_t or float.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "bench/numerics/verdict.hpp"

namespace gpubench {

/// Takes the output piece by piece, from its first element on; every element must be the integer sum of
/// fill_terms() of family E up to it, bit by bit. Those terms have no 0, so that any two neighbours differ.
/// f32 is exact in any order that does not look at the values: see check_sum_exact().
template <class T>
class ScanJudge {
 public:
  ScanJudge(std::uint64_t seed, std::uint32_t tensor, int threads)
      : seed_(seed), tensor_(tensor), threads_(threads) {}

  void take(std::span<const T> piece);
  /// identical or wrong, with the first wrong element; wrong where nothing was taken.
  Verdict verdict() const;

 private:
  void note_wrong(std::uint64_t index, T value);

  std::uint64_t seed_;
  std::uint32_t tensor_;
  int threads_;
  std::uint64_t taken_ = 0;
  std::int64_t sum_ = 0;
  std::vector<T> terms_;
  Digest digest_;
  std::uint64_t worst_index_ = 0;
  std::string detail_;
};

}  // namespace gpubench
