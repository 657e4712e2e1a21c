/// Design: how the launches of two sides belong together, which decides what they can show.
#pragma once
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "results/comparison/side.hpp"

namespace gpubench::results {

struct Design {
  /// Places of launches that ran in turn: the same site, allocation and number of pair, positions A and B.
  /// Two or more, else empty.
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  std::size_t unpaired = 0;  ///< Launches left out since they have no partner, where there are pairs.
  /// Why time may have made the difference; empty where it can't, by order or by pairs.
  std::string blocked;
};

Design design_of(const Side& baseline, const Side& candidate);

}  // namespace gpubench::results
