/// Warp: 32 threads that hand values to one another.
#pragma once
#include <cstdint>

#include "tests/support/simt/launch.hpp"

namespace gpubench::simt {

enum class Answer {
  order,    ///< Nothing but that all have come; memory is ordered.
  shuffle,  ///< The value of lane `source`; all bits set where that lane did not come.
  ballot    ///< The lanes that came with a value other than 0.
};

/// One lane's call of a warp's word.
struct Arrival {
  const char* word;    ///< "__shfl_sync", for messages.
  std::uint32_t mask;  ///< Lanes named.
  std::uint64_t value;
  int source;
  Answer answer;
  Place place;
};

/// Waits until all lanes named that have not left the kernel have come with the same word and mask.
std::uint64_t join_warp(const Arrival& arrival);

/// The caller has left the kernel: those who wait for it need not any more.
void leave_warp();

/// The caller's, 0 to 31.
int lane();

}  // namespace gpubench::simt
