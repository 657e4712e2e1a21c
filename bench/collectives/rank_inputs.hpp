/// RankInputs: what every rank sends, known to all: the tensor id of an input is its rank.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "bench/api/communicator.hpp"
#include "bench/collectives/element.hpp"
#include "bench/numerics/inputs.hpp"

namespace gpubench {

/// Elements made and compared at a time: what is expected stays near the first-level cache.
inline constexpr std::size_t kChunk = 4096;

/// Spans returned are valid until the next call. n is at most a few thousand: the buffers grow to it.
template <class T>
class RankInputs {
 public:
  RankInputs(std::uint64_t seed, Family family, int ranks) : seed_(seed), family_(family), ranks_(ranks) {}

  Family family() const { return family_; }

  /// Elements first, first + 1, ... of that rank's input.
  void fill(int rank, std::uint64_t first, std::span<T> values) const {
    fill_inputs(values, family_, seed_, static_cast<std::uint32_t>(rank), first);
  }

  std::span<const T> of_rank(int rank, std::uint64_t first, std::size_t n) {
    one_.resize(n);
    fill(rank, first, one_);
    return one_;
  }

  /// Sums over ranks and sums of magnitudes, exact in double: values of family R are odd multiples of 2^-24
  /// in f32, 2^-11 in f16 and 2^-8 in bf16.
  struct Sums {
    std::span<const double> values, magnitudes;
  };
  Sums sums(std::uint64_t first, std::size_t n) {
    values_.assign(n, 0);
    magnitudes_.assign(n, 0);
    for (int rank = 0; rank < ranks_; ++rank) {
      const auto input = of_rank(rank, first, n);
      for (std::size_t i = 0; i < n; ++i) {
        const double value = as_double(input[i]);
        values_[i] += value;
        magnitudes_[i] += std::abs(value);
      }
    }
    return {values_, magnitudes_};
  }

  /// Family E only for sums: small integers, which T adds exactly in any order.
  std::span<const T> reduced(Reduction reduction, std::uint64_t first, std::size_t n) {
    values_.resize(n);
    result_.resize(n);
    for (int rank = 0; rank < ranks_; ++rank) {
      const auto input = of_rank(rank, first, n);
      for (std::size_t i = 0; i < n; ++i) {
        const double value = as_double(input[i]);
        values_[i] = rank == 0                     ? value
                     : reduction == Reduction::sum ? values_[i] + value
                                                   : std::max(values_[i], value);
      }
    }
    std::ranges::transform(values_, result_.begin(), from_double<T>);
    return result_;
  }

 private:
  std::uint64_t seed_;
  Family family_;
  int ranks_;
  std::vector<T> one_, result_;
  std::vector<double> values_, magnitudes_;
};

}  // namespace gpubench
