/// CasePlaces: where the launches of two sides keep each case.
#pragma once
#include <string>
#include <vector>

#include "results/comparison/row.hpp"
#include "results/comparison/side.hpp"

namespace gpubench::results {

struct CasePlaces {
  CaseKey key;
  std::vector<std::string> baseline, candidate;  ///< Ids by launch of the side; empty: it has none.
};

/// Every case of any launch, in row_order(). Throws DataError where a launch has one twice.
std::vector<CasePlaces> find_cases(const Side& baseline, const Side& candidate);

}  // namespace gpubench::results
