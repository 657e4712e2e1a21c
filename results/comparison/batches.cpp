#include "results/comparison/batches.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace gpubench::results {
namespace {

struct Count {
  std::size_t baseline = 0, candidate = 0;
};

std::size_t leave_out(Observations& side, std::uint64_t batch) {
  std::size_t left_out = 0;
  for (auto& one : side) {
    if (!is_measured(one) || one->facts.batch == batch) continue;
    one.reset();
    ++left_out;
  }
  return left_out;
}

}  // namespace

std::size_t leave_out_other_batches(Observations& baseline, Observations& candidate) {
  std::map<std::uint64_t, Count> counts;
  for (const auto& one : baseline)
    if (is_measured(one)) ++counts[one->facts.batch].baseline;
  for (const auto& one : candidate)
    if (is_measured(one)) ++counts[one->facts.batch].candidate;
  if (counts.size() < 2) return 0;
  const auto best = std::ranges::max_element(counts, {}, [](const auto& counted) {
    const auto& [batch, count] = counted;
    return std::tuple(std::min(count.baseline, count.candidate), count.baseline + count.candidate, batch);
  });
  if (std::min(best->second.baseline, best->second.candidate) == 0) return 0;
  return leave_out(baseline, best->first) + leave_out(candidate, best->first);
}

}  // namespace gpubench::results
