#include "bench/native/fragmentation_pattern.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "kernels/host/mix.hpp"

namespace gpubench {

FragmentationPattern::FragmentationPattern(std::size_t size_max, std::uint64_t seed) {
  constexpr double span = 256;
  constexpr std::size_t unit = 256;
  for (std::size_t i = 0; i < kPieces; ++i) {
    const double place = static_cast<double>(kPieces - 1 - i) / (kPieces - 1);
    const double size = static_cast<double>(size_max) * std::pow(span, -place);
    pieces.push_back(std::max<std::size_t>(1, static_cast<std::size_t>(size) / unit) * unit);
  }
  for (std::size_t i = kPieces - 1; i > 0; --i)
    std::swap(pieces[i], pieces[kernels::mix64(seed + i) % (i + 1)]);
  for (std::size_t i = 0; i < kLarger; ++i) larger.push_back(pieces[4 * i + 1] + pieces[4 * i + 3]);
}

std::size_t bytes_within(const std::vector<Extent>& pieces, const std::vector<Extent>& holes) {
  std::size_t bytes = 0;
  for (const Extent& piece : pieces) {
    for (const Extent& hole : holes) {
      const std::uintptr_t begin = std::max(piece.begin, hole.begin);
      const std::uintptr_t end = std::min(piece.begin + piece.size, hole.begin + hole.size);
      if (begin < end) bytes += end - begin;
    }
  }
  return bytes;
}

bool overlap(std::vector<Extent> pieces) {
  std::ranges::sort(pieces, {}, &Extent::begin);
  const auto meets_next = [](const Extent& a, const Extent& b) { return a.begin + a.size > b.begin; };
  return std::ranges::adjacent_find(pieces, meets_next) != pieces.end();
}

}  // namespace gpubench
