#include "results/reference/reference.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "results/comparison/case_places.hpp"
#include "results/comparison/environment.hpp"
#include "results/comparison/observation.hpp"
#include "results/comparison/standing.hpp"
#include "results/error.hpp"
#include "results/row_order.hpp"
#include "results/statistics/location.hpp"
#include "results/summary.hpp"

namespace gpubench::results {
namespace {

/// A side's launches of one case.
struct Readings {
  std::vector<Case> facts;  ///< Without samples.
  std::vector<double> levels, times, rates;
  std::string rate_unit;
  bool wrong = false;
  bool broken = false;          ///< Of some launch's samples too many are no figures.
  bool one_of_several = false;  ///< Some launch's rate is that of one participant, not of all together.
};

void add_reading(Readings& readings, Case c) {
  const Row row = summarize(c);
  if (row.status != Status::measured || !row.level) return;
  readings.levels.push_back(*row.level);
  if (row.time_median) readings.times.push_back(*row.time_median);
  if (row.rate && row.rate_unit != "ns") readings.rates.push_back(*row.rate);
  readings.rate_unit = row.rate_unit;
  readings.wrong = readings.wrong || row.verdict == "WRONG";
  std::size_t dropped = 0;
  const std::size_t valid = combined_times(c, &dropped).size();
  const auto all = static_cast<double>(valid + dropped);
  readings.broken = readings.broken || static_cast<double>(dropped) > kDroppedShareMax * all;
  readings.one_of_several =
      readings.one_of_several || std::ranges::find(row.flags, "per-device") != row.flags.end();
  drop_matrices(c);
  readings.facts.push_back(std::move(c));
}

Readings read_case_of(const Side& side, const std::vector<std::string>& ids) {
  Readings readings;
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (!ids[i].empty())
      add_reading(readings, side.launches[i].file->read_case(side.launches[i].place, ids[i]));
  return readings;
}

CaseFigures case_figures(const Readings& readings) {
  CaseFigures figures;
  figures.launches = readings.levels.size();
  figures.participants = readings.facts.front().participants.size();
  figures.level = median(readings.levels);
  if (readings.times.size() == readings.levels.size()) figures.time = median(readings.times);
  if (!readings.wrong && readings.rates.size() == readings.levels.size()) {
    figures.rate = median(readings.rates);
    figures.rate_unit = readings.rate_unit;
  }
  return figures;
}

/// Why rates can't stand beside each other although times can; empty where they can.
std::string say_other_count(const Readings& run, const Readings& reference) {
  const std::size_t count = reference.facts.front().participants.size();
  for (const Readings* side : {&run, &reference})
    for (const Case& c : side->facts)
      if (c.participants.size() != count)
        return fmt::format("of the time: {} and {} participants", c.participants.size(), count);
  if (run.one_of_several != reference.one_of_several)
    return "of the time: participants were at work at once on one side, one after another on the other";
  return {};
}

ReferenceRow row_beside(const CaseKey& key, const Readings& run, const Readings& reference) {
  ReferenceRow row{key, case_figures(run), case_figures(reference), std::nullopt, false, ""};
  row.wrong = run.wrong || reference.wrong;
  if (row.wrong) {
    row.remark = run.wrong ? "its output is wrong in this run" : "its output is wrong in the reference";
    return row;
  }
  if (run.broken || reference.broken) {
    row.remark = fmt::format("more than 1 % of its samples are no figures in {}",
                             run.broken ? "this run" : "the reference");
    return row;
  }
  for (const Readings* side : {&run, &reference})
    for (const Case& c : side->facts)
      if (row.remark = say_other_work(reference.facts.front(), c); !row.remark.empty()) return row;
  row.remark = say_other_count(run, reference);
  const bool values_are_rates = reference.facts.front().better == "higher";
  if (values_are_rates) {
    row.share = row.run.level / row.reference.level;
  } else if (row.run.rate && row.reference.rate && row.remark.empty()) {
    row.share = *row.run.rate / *row.reference.rate;
  } else {
    row.share = row.reference.level / row.run.level;
  }
  return row;
}

std::vector<ReferenceGroup> mean_by_group(const std::vector<ReferenceRow>& rows) {
  std::vector<ReferenceGroup> groups;
  for (const ReferenceRow& row : rows) {
    if (!row.share) continue;
    const std::string name = group_of(row.key.name);
    if (groups.empty() || groups.back().group != name) groups.push_back({name, 0, 0});
    ++groups.back().cases;
    groups.back().share += std::log(*row.share);
  }
  for (ReferenceGroup& group : groups) group.share = std::exp(group.share / static_cast<double>(group.cases));
  return groups;
}

/// "cpu model, 8 processors; gpu model"
std::string hardware_text(const Side& side) {
  std::string processors, devices;
  for (const auto& [key, fact] : facts_of(side)) {
    const auto& [scope, name] = key;
    const std::string text = fmt::format("{}", fmt::join(fact.values, " | "));
    if (key == std::pair<std::string, std::string>("host", "cpu.model")) processors = text + processors;
    if (key == std::pair<std::string, std::string>("host", "cpu.count"))
      processors += ", " + text + " processors";
    if (scope == "device" && name.ends_with(".model")) devices += (devices.empty() ? "" : "; ") + text;
  }
  if (processors.starts_with(", ")) processors.erase(0, 2);
  return processors + (processors.empty() || devices.empty() ? "" : "; ") + devices;
}

}  // namespace

Reference refer(const Side& run, const Side& reference) {
  Reference seen;
  seen.run = run;
  seen.reference = reference;
  seen.hardware_run = hardware_text(run);
  seen.hardware_reference = hardware_text(reference);
  for (const CasePlaces& place : find_cases(reference, run)) {
    const Readings theirs = read_case_of(reference, place.baseline),
                   ours = read_case_of(run, place.candidate);
    if (ours.levels.empty() || theirs.levels.empty()) {
      seen.run_only += ours.levels.empty() ? 0 : 1;
      seen.reference_only += theirs.levels.empty() ? 0 : 1;
      continue;
    }
    seen.rows.push_back(row_beside(place.key, ours, theirs));
  }
  if (seen.rows.empty())
    throw DataError(
        fmt::format("{} and the reference {} have no case in common that both measured: was it of "
                    "another profile? gpubench show {} tells",
                    run.name, reference.name, reference.name));
  seen.groups = mean_by_group(seen.rows);
  return seen;
}

}  // namespace gpubench::results
