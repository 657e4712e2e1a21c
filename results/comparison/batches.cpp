#include "results/comparison/batches.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace gpubench::results {
namespace {

struct Count {
  std::size_t baseline = 0, candidate = 0;
};

struct Others {
  std::size_t all = 0, smaller = 0, measured = 0;
};

Others others_of(const Observations& side, std::uint64_t batch) {
  Others others;
  for (const auto& one : side) {
    if (!is_measured(one)) continue;
    ++others.measured;
    others.all += one->facts.batch == batch ? 0 : 1;
    others.smaller += one->facts.batch < batch ? 1 : 0;
  }
  return others;
}

bool keeps_most(const Others& others) {
  return 2 * (others.measured - others.all) > others.measured;
}

void leave_out(Observations& side, std::uint64_t batch) {
  for (auto& one : side)
    if (is_measured(one) && one->facts.batch != batch) one.reset();
}

}  // namespace

LeftOut leave_out_other_batches(Observations& baseline, Observations& candidate) {
  std::map<std::uint64_t, Count> counts;
  for (const auto& one : baseline)
    if (is_measured(one)) ++counts[one->facts.batch].baseline;
  for (const auto& one : candidate)
    if (is_measured(one)) ++counts[one->facts.batch].candidate;
  if (counts.size() < 2) return {};
  const auto best = std::ranges::max_element(counts, {}, [](const auto& counted) {
    const auto& [batch, count] = counted;
    return std::tuple(std::min(count.baseline, count.candidate), count.baseline + count.candidate, batch);
  });
  const std::uint64_t batch = best->first;
  const Others a = others_of(baseline, batch), b = others_of(candidate, batch);
  if (!keeps_most(a) || !keeps_most(b)) return {};
  leave_out(baseline, batch);
  leave_out(candidate, batch);
  LeftOut left_out{a.all + b.all, ""};
  if (b.smaller > 0 && a.smaller == 0)
    left_out.flattered = fmt::format(
        "{} of {} launches of the candidate had a smaller batch, as slow ones have: without them it may look "
        "better than it is",
        b.smaller, b.measured);
  return left_out;
}

}  // namespace gpubench::results
