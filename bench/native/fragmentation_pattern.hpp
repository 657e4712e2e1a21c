/// Fragmentation pattern: allocations that leave holes, and then some that are larger than most holes.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace gpubench {

/// Sizes in bytes, in the order they are asked for. All pieces are allocated, every second one (1, 3, 5, ..)
/// is freed, then the larger ones are allocated, each as large as two that were freed: together as much as
/// the holes hold.
struct FragmentationPattern {
  static constexpr std::size_t kPieces = 256;
  static constexpr std::size_t kLarger = kPieces / 4;

  /// The pieces' sizes are spaced evenly by ratio from size_max / 256 to size_max, in multiples of 256 bytes,
  /// in an order that the seed shuffles: the same sizes for every seed.
  FragmentationPattern(std::size_t size_max, std::uint64_t seed);

  std::vector<std::size_t> pieces, larger;
};

/// An allocation's place.
struct Extent {
  std::uintptr_t begin;
  std::size_t size;
};

/// The bytes of `pieces` that lie within `holes`; neither overlap among themselves.
std::size_t bytes_within(const std::vector<Extent>& pieces, const std::vector<Extent>& holes);
/// Whether two of them share a byte.
bool overlap(std::vector<Extent> pieces);

}  // namespace gpubench
