#include "results/comparison/standing.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "results/telling.hpp"

namespace gpubench::results {
namespace {

/// "skipped in the candidate: no driver"; of a side that lacks it altogether, "not in the candidate".
std::string say_absent(const Observations& side, const char* name) {
  for (const auto& one : side)
    if (one) return fmt::format("{} in the {}: {}", to_string(one->facts.status), name, one->facts.reason);
  return fmt::format("not in the {}", name);
}

/// Where a measurement was tried and failed.
std::string say_failed(const Observations& side, const char* name) {
  const auto failed = [](const auto& one) { return one && one->facts.status == Status::failed; };
  const auto count = std::ranges::count_if(side, failed);
  if (count == 0) return {};
  return fmt::format("failed in {} of {} launches of the {}: {}", count, side.size(), name,
                     (*std::ranges::find_if(side, failed))->facts.reason);
}

std::string say_wrong(const std::vector<const Observation*>& side, const char* name) {
  for (const Observation* one : side)
    if (one->facts.verification.correctness == "wrong")
      return fmt::format("wrong in the {}: {}", name, one->facts.verification.detail);
  return {};
}

std::string say_dropped(const std::vector<const Observation*>& side, const char* name) {
  for (const Observation* one : side) {
    const std::size_t all = one->samples + one->dropped;
    const double share =
        static_cast<double>(one->dropped) / static_cast<double>(std::max<std::size_t>(1, all));
    if (one->samples == 0 || one->ranks.empty()) return fmt::format("no valid sample in the {}", name);
    if (share > kDroppedShareMax)
      return fmt::format("{} of {} samples of the {} are no figures", one->dropped, all, name);
  }
  return {};
}

/// "256 (16 planned)": a batch that the machine was too slow for.
std::string batch_text(const Case& c) {
  for (const auto& [name, value] : c.facts)
    if (name == "batch_planned")
      return fmt::format("{} (too slow for the {} planned, flag small-batch)", c.batch, value);
  return std::to_string(c.batch);
}

/// Another batch is another case too.
std::string say_other_operation(const Case& a, const Case& b) {
  if (std::string why = say_other_work(a, b); !why.empty()) return why;
  if (a.batch != b.batch) return fmt::format("batches of {} and {}", batch_text(a), batch_text(b));
  return {};
}

}  // namespace

std::vector<const Observation*> measured_of(const Observations& side) {
  std::vector<const Observation*> measured;
  for (const auto& one : side)
    if (one && one->facts.status == Status::measured) measured.push_back(&*one);
  return measured;
}

std::string say_other_work(const Case& a, const Case& b) {
  if (const std::string one = telling_of(a).unit, other = telling_of(b).unit; one != other)
    return fmt::format("units {} and {}", one, other);
  if (a.metric != b.metric) return fmt::format("metrics {} and {}", a.metric, b.metric);
  if (a.better != b.better) return fmt::format("better {} and {}", a.better, b.better);
  if (a.across_ranks != b.across_ranks)
    return fmt::format("a sample is {} and {} over ranks", a.across_ranks, b.across_ranks);
  if (a.participants.size() != b.participants.size() && a.across_ranks != "each")
    return fmt::format("{} and {} ranks", a.participants.size(), b.participants.size());
  if (!(a.work == b.work)) return "an operation is another amount of work";
  return {};
}

Standing standing_of(const Observations& baseline, const Observations& candidate) {
  const auto a = measured_of(baseline), b = measured_of(candidate);
  if (std::string failed = say_failed(candidate, "candidate"); !failed.empty() && !a.empty())
    return {Outcome::broken, std::move(failed)};
  if (b.empty()) return {Outcome::missing, say_absent(candidate, "candidate")};
  if (a.empty()) return {Outcome::fresh, say_absent(baseline, "baseline")};
  for (const auto& [outcome, say] :
       {std::pair(Outcome::wrong, &say_wrong), {Outcome::broken, &say_dropped}}) {
    if (std::string why = say(a, "baseline"); !why.empty()) return {outcome, std::move(why)};
    if (std::string why = say(b, "candidate"); !why.empty()) return {outcome, std::move(why)};
  }
  for (const auto& side : {a, b})
    for (const Observation* one : side)
      if (std::string why = say_other_operation(a.front()->facts, one->facts); !why.empty())
        return {Outcome::incomparable, std::move(why)};
  return {};
}

}  // namespace gpubench::results
