#include <cstdint>

#include "tests/support/simt/block.hpp"
#include "tests/support/simt/warp.hpp"

namespace gpubench::simt {
namespace {

constexpr unsigned kWarps = 32;  // Of a block at most.
constexpr unsigned kLanes = 32;

void join_whole_warp(const char* word, Answer answer, const Place& place) {
  join_warp({word, ~0U, 0, 0, answer, place});
}

}  // namespace

const void* const* share_pointer(const void* own, Place place) {
  static const void* pointers[kWarps][kLanes];
  const unsigned thread = block().current().linear;
  pointers[thread / kLanes][thread % kLanes] = own;
  join_whole_warp("mma_sync", Answer::order, place);
  return pointers[thread / kLanes];
}

void done_with_pointers(Place place) {
  join_whole_warp("the end of mma_sync", Answer::order, place);
}

void begin_matrix(const void* first, std::size_t row_bytes, Place place) {
  if (reinterpret_cast<std::uintptr_t>(first) % 32 != 0 || row_bytes % 16 != 0) {
    block().fail("a matrix of " + place_text(place) +
                 " begins at no multiple of 32 bytes, or its rows at none of 16");
  }
  // Together, but what lanes wrote before is not ordered: that is __syncwarp()'s.
  join_whole_warp("load_matrix_sync or store_matrix_sync", Answer::ballot, place);
}

}  // namespace gpubench::simt
