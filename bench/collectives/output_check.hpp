/// OutputCheck: received elements against what they must be, piece by piece, into one verdict.
#pragma once
#include <fmt/format.h>

#include <cstring>
#include <optional>
#include <span>

#include "bench/collectives/agreement.hpp"
#include "bench/collectives/element.hpp"
#include "bench/collectives/rank_inputs.hpp"
#include "bench/numerics/digest.hpp"
#include "bench/numerics/score.hpp"
#include "bench/numerics/verdict.hpp"

namespace gpubench {

template <class T>
class OutputCheck {
 public:
  explicit OutputCheck(Family family) {
    verdict_.correctness = Correctness::identical;
    verdict_.family.assign(1, family == Family::exact ? 'E' : 'R');
  }

  /// Bit for bit. first is the global index of the first element.
  void compare(std::span<const T> received, std::span<const T> expected, std::uint64_t first) {
    count(received, first);
    if (std::memcmp(received.data(), expected.data(), received.size_bytes()) == 0) return;
    for (std::size_t i = 0; i < received.size(); ++i) {
      if (std::memcmp(&received[i], &expected[i], sizeof(T)) == 0) continue;
      note_wrong(first + i, received[i], expected[i]);
      return;
    }
  }

  /// Within what rounding explains. magnitudes: the sums of what was added, without signs.
  void score(std::span<const T> received, std::span<const double> expected,
             std::span<const double> magnitudes, std::uint64_t first, const Tolerance& tolerance) {
    count(received, first);
    if (!score_) score_.emplace(tolerance);
    for (std::size_t i = 0; i < received.size(); ++i) {
      score_->add(first + i, as_double(received[i]), expected[i], magnitudes[i]);
    }
  }

  Verdict verdict() const {
    if (!score_) return verdict_;
    Verdict verdict = score_->verdict(Family::rounded);
    verdict.total = verdict_.total;
    verdict.digest = verdict_.digest;
    return verdict;
  }

 private:
  void count(std::span<const T> received, std::uint64_t first) {
    verdict_.checked += received.size();
    verdict_.total += received.size();
    verdict_.digest = verdict_.digest.value_or(Digest{}) + digest_of(received, first);
  }

  static auto readable(T value) {
    if constexpr (HalfFloat<T>)
      return to_double(value);
    else
      return value;
  }

  /// The first wrong element is the one that is named.
  void note_wrong(std::uint64_t index, T received, T expected) {
    if (verdict_.correctness != Correctness::wrong) verdict_.worst_index = index;
    mark_wrong(verdict_,
               fmt::format("element {} is {}, must be {}", index, readable(received), readable(expected)));
  }

  Verdict verdict_;
  std::optional<Score> score_;  ///< Where sums are rounded.
};

}  // namespace gpubench
