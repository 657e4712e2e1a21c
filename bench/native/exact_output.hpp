/// Verdicts on outputs in any backend's memory that must be exact to the last bit.
#pragma once
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "bench/api/array.hpp"
#include "bench/native/parallelism.hpp"  // who judges needs to know with how many threads
#include "bench/numerics/digest.hpp"
#include "bench/numerics/formats.hpp"
#include "bench/numerics/parallel.hpp"
#include "bench/numerics/verdict.hpp"

namespace gpubench {

/// A value as a message shows it.
template <class T>
T shown(T value) {
  return value;
}
inline double shown(F16 value) {
  return to_double(value);
}
inline double shown(Bf16 value) {
  return to_double(value);
}

/// The first place of part, which begins at element `first` of the output, that is not expected(first +
/// place); part.size() where all are.
template <class T, class Expected>
std::size_t find_difference(std::span<const T> part, std::uint64_t first, const Expected& expected,
                            int threads) {
  std::atomic<std::size_t> found{part.size()};
  for_parts(part.size(), 4096, threads, [&](std::uint64_t begin, std::uint64_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const T value = expected(first + i);
      if (std::memcmp(&value, &part[i], sizeof value) == 0) continue;
      for (std::size_t known = found; i < known && !found.compare_exchange_weak(known, i);) continue;
      return;
    }
  });
  return found;
}

/// Every element against expected(index), bit by bit, and their digest.
template <class T, class Expected>
Verdict judge_exact(const Array<T>& output, const Expected& expected, int threads) {
  Verdict verdict;
  verdict.family = "E";
  verdict.correctness = Correctness::identical;
  verdict.checked = verdict.total = output.size();
  verdict.digest = Digest{};
  std::vector<T> chunk(std::min<std::size_t>(output.size(), 1 << 22));
  for (std::size_t first = 0; first < output.size(); first += chunk.size()) {
    const auto part = std::span(chunk).first(std::min(chunk.size(), output.size() - first));
    output.download(part, first);
    verdict.digest = *verdict.digest + digest_of(std::span<const T>(part), first, threads);
    const std::size_t place = find_difference(std::span<const T>(part), first, expected, threads);
    if (place == part.size() || verdict.correctness == Correctness::wrong) continue;
    verdict.correctness = Correctness::wrong;
    verdict.worst_index = first + place;
    verdict.detail = fmt::format("element {} is {}, not {}", first + place, shown(part[place]),
                                 shown(expected(first + place)));
  }
  return verdict;
}

}  // namespace gpubench
