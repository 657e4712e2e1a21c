#include "harness/stall.hpp"

#include <fmt/format.h>

#include "harness/number_ranges.hpp"

namespace gpubench {
namespace {

/// Those of the ranks whose roll satisfies the condition, as "rank 3" or "ranks 3-7"; empty where none does.
template <class Condition>
std::string ranks_where(const Roll& roll, Condition condition) {
  std::vector<int> ranks;
  for (std::size_t rank = 0; rank < roll.size(); ++rank)
    if (condition(rank)) ranks.push_back(static_cast<int>(rank));
  if (ranks.empty()) return {};
  return fmt::format("{} {}", ranks.size() == 1 ? "rank" : "ranks", format_ranges(ranks));
}

}  // namespace

bool stands_still(const Roll& before, const Roll& after) {
  return before == after;
}

std::string describe_stall(const Roll& roll, const std::vector<bool>& reachable, Seconds limit) {
  const auto silent = [&](std::size_t rank) { return reachable[rank] && !roll[rank]; };
  const auto busy = [&](std::size_t rank) { return roll[rank] && !roll[rank]->waiting; };
  std::vector<std::string> parts;
  if (const std::string ranks = ranks_where(roll, silent); !ranks.empty())
    parts.push_back(fmt::format("{} did not arrive within {:g} s (no sign of life)", ranks, limit.count()));
  if (const std::string ranks = ranks_where(roll, busy); !ranks.empty())
    parts.push_back(fmt::format("{} did not arrive within {:g} s (busy outside MPI)", ranks, limit.count()));
  if (parts.empty())
    parts.push_back(fmt::format("all ranks that answer are inside MPI, which finished nothing within {:g} s",
                                limit.count()));
  if (const std::string ranks = ranks_where(roll, [&](std::size_t rank) { return !reachable[rank]; });
      !ranks.empty())
    parts.push_back(ranks + " can't be asked: no datagrams come from there");
  return fmt::format("{}", fmt::join(parts, "; "));
}

}  // namespace gpubench
