// A comparison as JSON for machines.
#include <cmath>
#include <nlohmann/json.hpp>

#include "results/comparison/comparison_words.hpp"
#include "results/comparison/show_comparison.hpp"
#include "results/comparison/side_json.hpp"
#include "results/json.hpp"

namespace gpubench::results {
namespace {

using nlohmann::ordered_json;

void put_contrast(ordered_json& object, const std::optional<Contrast>& contrast) {
  if (!contrast) return;
  object["error"] = contrast->error;
  object["freedom"] = contrast->freedom;
  object["p"] = contrast->p;
  object["replicates"] = contrast->replicates;
}

void put_interval(ordered_json& object, const std::optional<double>& effect,
                  const std::optional<double>& half_width) {
  put(object, "effect", effect);
  if (effect && half_width) object["interval"] = {*effect - *half_width, *effect + *half_width};
}

ordered_json case_json(const ComparedCase& row) {
  ordered_json object = {
      {"id", row.id},         {"name", row.key.name},   {"backend", row.key.backend},
      {"axes", row.key.axes}, {"scope", row.key.scope}, {"verdict", to_string(row.outcome)}};
  put(object, "why", row.why);
  object["launches"] = {row.launches_baseline, row.launches_candidate};
  object["paired"] = row.paired;
  object["unit"] = row.unit;
  if (row.typical_baseline > 0) object["baseline"] = row.typical_baseline;
  if (row.typical_candidate > 0) object["candidate"] = row.typical_candidate;
  put_interval(object, row.effect, row.half_width);
  put_contrast(object, row.contrast);
  put(object, "tail_effect", row.tail_effect);
  put(object, "output", std::string(to_string(row.numeric)));
  if (!row.flags.empty()) object["flags"] = row.flags;
  return object;
}

ordered_json fact_json(const EnvironmentDifference& one) {
  return {{"scope", one.scope},
          {"key", one.key},
          {"baseline", one.baseline.values},
          {"candidate", one.candidate.values},
          {"bearing", to_string(one.rule->bearing)},
          {"why", one.rule->why},
          {"weighty", one.weighty()},
          {"varies_within_a_side", one.baseline.varies || one.candidate.varies}};
}

ordered_json rank_json(const RankRow& row) {
  ordered_json object = {{"group", row.group},        {"backend", row.backend}, {"rank", row.rank},
                         {"effect", row.effect},      {"named_in", row.named},  {"cases", row.cases},
                         {"suspected", row.suspected}};
  put(object, "device", row.device);
  return object;
}

ordered_json group_json(const GroupRow& row) {
  ordered_json object = {{"group", row.group}, {"cases", row.cases}};
  if (row.contrast) put_interval(object, row.contrast->effect, row.half_width);
  put_contrast(object, row.contrast);
  return object;
}

template <class Row, class ToJson>
ordered_json list_of(const std::vector<Row>& rows, ToJson&& to_json) {
  auto list = ordered_json::array();
  for (const Row& row : rows) list.push_back(to_json(row));
  return list;
}

ordered_json summary_json(const Comparison& comparison) {
  auto summary = ordered_json::object();
  for (const ComparedCase& row : comparison.cases) {
    const std::string outcome(to_string(row.outcome));
    summary[outcome] = summary.value(outcome, 0) + 1;
  }
  return summary;
}

}  // namespace

std::string comparison_json(const Comparison& comparison) {
  ordered_json design = {{"pairs", comparison.design.pairs.size()}, {"unpaired", comparison.design.unpaired}};
  put(design, "blocked", comparison.design.blocked);
  const ordered_json object = {{"schema", "gpubench-comparison/1"},
                               {"baseline", side_json(comparison.baseline)},
                               {"candidate", side_json(comparison.candidate)},
                               {"design", design},
                               {"environment", list_of(comparison.environment, fact_json)},
                               {"unknown_hardware", comparison.unknown_hardware},
                               {"cases", list_of(comparison.cases, case_json)},
                               {"groups", list_of(comparison.groups, group_json)},
                               {"ranks", list_of(comparison.ranks, rank_json)},
                               {"measured_on_neither", comparison.neither},
                               {"summary", summary_json(comparison)},
                               {"exit_code", static_cast<int>(exit_code(comparison))}};
  return json_text(object, 2, Escape::beyond_ascii);
}

}  // namespace gpubench::results
