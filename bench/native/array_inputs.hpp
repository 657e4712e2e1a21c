/// Array inputs: what a trial puts into the memory of any backend, made on the host and carried over in
/// pieces.
#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "bench/api/array.hpp"
#include "bench/numerics/inputs.hpp"
#include "bench/numerics/parallel.hpp"
#include "bench/numerics/philox.hpp"

namespace gpubench {

/// fill(values, first) makes elements first, first + 1, ... of the whole array, piece by piece.
template <class T, class Fill>
void upload_pieces(const Array<T>& array, const Fill& fill) {
  constexpr std::size_t piece_max = std::size_t{1}
                                    << 20;  // Stays in the last-level cache until carried over.
  std::vector<T> piece(std::min(piece_max, array.size()));
  for (std::size_t first = 0; first < array.size(); first += piece.size()) {
    const std::span values(piece.data(), std::min(piece.size(), array.size() - first));
    fill(values, static_cast<std::uint64_t>(first));
    array.upload(values, first);
  }
}

/// words[i] = Philox word first + i of the tensor: bits for whatever is no number.
inline void fill_words(std::span<std::uint32_t> words, std::uint64_t seed, std::uint32_t tensor,
                       std::uint64_t first, int threads) {
  for_parts(words.size(), kPhiloxWords, threads, [&](std::uint64_t begin, std::uint64_t end) {
    std::array<std::uint32_t, kPhiloxWords> made;
    for (std::uint64_t i = begin; i < end;) {
      const std::uint64_t place = first + i, skip = place % kPhiloxWords;
      philox_words(seed, tensor, place / kPhiloxWords * kPhiloxLanes, made);
      const std::uint64_t run = std::min(kPhiloxWords - skip, end - i);
      std::copy_n(made.begin() + skip, run, words.begin() + i);
      i += run;
    }
  });
}

template <class T>
void upload_inputs(const Array<T>& array, Family family, std::uint64_t seed, std::uint32_t tensor,
                   int threads) {
  upload_pieces(array, [&](std::span<T> values, std::uint64_t first) {
    fill_inputs(values, family, seed, tensor, first, threads);
  });
}

}  // namespace gpubench
