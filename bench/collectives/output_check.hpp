/// OutputCheck: received elements against what they must be, piece by piece, into one verdict.
#pragma once
#include <fmt/format.h>

#include <cstring>
#include <span>

#include "bench/collectives/agreement.hpp"
#include "bench/collectives/rank_inputs.hpp"
#include "bench/numerics/digest.hpp"
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

  Verdict verdict() const { return verdict_; }

 private:
  void count(std::span<const T> received, std::uint64_t first) {
    verdict_.checked += received.size();
    verdict_.total += received.size();
    verdict_.digest = verdict_.digest.value_or(Digest{}) + digest_of(received, first);
  }

  /// The first wrong element is the one that is named.
  void note_wrong(std::uint64_t index, T received, T expected) {
    if (verdict_.correctness != Correctness::wrong) verdict_.worst_index = index;
    mark_wrong(verdict_, fmt::format("element {} is {}, must be {}", index, received, expected));
  }

  Verdict verdict_;
};

}  // namespace gpubench
