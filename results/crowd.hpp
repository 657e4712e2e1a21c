/// Crowd: whether ranks are more than the processors they may run on.
#pragma once
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "results/model.hpp"

namespace gpubench::results {

/// Ranks of one host and the processors of all their cpusets.
struct Crowd {
  std::size_t ranks = 0;
  std::size_t processors = 0;
};

/// The host of these ranks where they crowd most, where on any there are more ranks than processors; else one
/// without ranks. Rows without a readable cpuset are passed over.
Crowd find_crowd(const std::vector<Rank>& ranks);

/// "0-3,8" as numbers; nothing where the text is no such list.
std::optional<std::set<int>> parse_numbers(std::string_view text);

/// Whether that is so of a case's participants, who are to work at the same time.
bool is_crowded(const Case& c, const std::vector<Rank>& ranks);

}  // namespace gpubench::results
