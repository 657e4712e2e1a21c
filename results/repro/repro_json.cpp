// A study's reproducibility as JSON for machines.
#include <cmath>
#include <nlohmann/json.hpp>

#include "results/json.hpp"
#include "results/repro/repro_words.hpp"
#include "results/repro/show_repro.hpp"

namespace gpubench::results {
namespace {

using nlohmann::ordered_json;

/// The sd under its name, or why there is none under the same name among "not_identifiable".
void put(ordered_json& object, const char* name, const Component& component) {
  if (component.variance) {
    object[name] = std::sqrt(*component.variance);
  } else {
    object["not_identifiable"][name] = component.why;
  }
}

void put_share(ordered_json& shares, const char* name, const VarianceComponents& all,
               const Component& component) {
  if (const auto share = all.share(component)) shares[name] = *share;
}

ordered_json times_json(const CaseRepro& row) {
  const VarianceComponents& parts = row.components;
  ordered_json object = {{"unit", row.telling.unit}};
  if (row.typical) object["typical"] = *row.typical;
  put(object, "repeatability_sd", row.precision.repeatability);
  put(object, "reproducibility_sd", row.precision.reproducibility);
  if (const auto& variance = row.precision.repeatability.variance)
    object["repeatability_limit"] = precision_limit(*variance);
  if (const auto& variance = row.precision.reproducibility.variance)
    object["reproducibility_limit"] = precision_limit(*variance);
  put(object, "launch_sd", parts.launch);
  put(object, "device_sd", parts.device);
  put(object, "node_sd", parts.node);
  put(object, "site_sd", parts.site);
  put(object, "residual_sd", parts.residual);
  auto shares = ordered_json::object();
  put_share(shares, "launch", parts, parts.launch);
  put_share(shares, "device", parts, parts.device);
  put_share(shares, "node", parts, parts.node);
  put_share(shares, "site", parts, parts.site);
  put_share(shares, "residual", parts, parts.residual);
  object["shares"] = shares;
  if (row.launches_needed) object["launches_to_resolve_2_percent"] = *row.launches_needed;
  if (row.gap)
    object["worst_device_gap"] = {{"site", row.gap->site},
                                  {"fastest", row.gap->fastest},
                                  {"slowest", row.gap->slowest},
                                  {"gap", row.gap->gap}};
  return object;
}

ordered_json ladder_json(const Ladder& ladder) {
  auto steps = ordered_json::array();
  for (const Rung rung : kRungs) {
    const LadderStep& step = ladder[static_cast<std::size_t>(rung)];
    if (step.compared == 0) continue;
    ordered_json object = {{"step", to_string(rung)},
                           {"compared", step.compared},
                           {"digests", step.digests},
                           {"promise_broken", step.promise_broken}};
    if (step.worst != NumericClass::none) object["worst"] = to_string(step.worst);
    steps.push_back(std::move(object));
  }
  return steps;
}

ordered_json case_json(const CaseRepro& row) {
  ordered_json object = {{"name", row.key.name},   {"backend", row.key.backend}, {"axes", row.key.axes},
                         {"scope", row.key.scope}, {"launches", row.launches},   {"wrong", row.wrong}};
  if (row.launches > 0) object["times"] = times_json(row);
  object["outputs"] = ladder_json(row.ladder);
  if (!row.left_out.empty()) object["left_out"] = row.left_out;
  return object;
}

ordered_json labs_json(const Repro& repro) {
  ordered_json object = {{"cases", repro.lab_cases}};
  if (repro.labs.empty()) object["not_identifiable"] = repro.no_labs;
  auto rows = ordered_json::array();
  for (const LabRow& row : repro.labs) {
    ordered_json one = {{"site", row.site},
                        {"launches", row.launches},
                        {"effect", row.consistency.effect},
                        {"h", row.consistency.h},
                        {"p_mean", row.consistency.p_mean}};
    if (row.consistency.k) one["k"] = *row.consistency.k;
    if (row.consistency.p_spread) one["p_spread"] = *row.consistency.p_spread;
    rows.push_back(std::move(one));
  }
  object["sites"] = rows;
  if (repro.outlier)
    object["outlier"] = {{"site", repro.labs[repro.outlier->lab].site},
                         {"in", repro.outlier->in == OutlierLab::In::mean ? "mean" : "spread"},
                         {"p", repro.outlier->p}};
  return object;
}

ordered_json pair_json(const SitePair& pair) {
  const BlandAltman& times = pair.times;
  ordered_json object = {{"sites", {pair.first, pair.second}},
                         {"cases", times.cases},
                         {"bias", times.bias},
                         {"bias_half_width", times.bias_half_width},
                         {"limits", {times.lower, times.upper}},
                         {"limit_half_width", times.limit_half_width}};
  if (pair.shares)
    object["concordance"] = {{"cases", pair.shares->cases},
                             {"value", pair.shares->value},
                             {"interval", {pair.shares->lower, pair.shares->upper}}};
  return object;
}

ordered_json parting_json(const Parting& at) {
  ordered_json object = {{"step", at.step}};
  if (std::isfinite(at.first)) object["first"] = at.first;
  if (std::isfinite(at.second)) object["second"] = at.second;
  if (at.ulp != UINT64_MAX) object["ulp"] = at.ulp;
  if (at.relative) object["relative"] = *at.relative;
  return object;
}

ordered_json loss_json(const LossComparison& seen) {
  ordered_json object = {{"runs", {seen.first, seen.second}},
                         {"steps", {seen.steps_first, seen.steps_second}}};
  if (seen.bitwise) object["parts_bitwise"] = parting_json(*seen.bitwise);
  if (seen.beyond) object["parts_beyond_tolerance"] = parting_json(*seen.beyond);
  return object;
}

void put_study(ordered_json& object, const Repro& repro) {
  auto sites = ordered_json::array();
  for (const Site& site : repro.sites)
    sites.push_back({{"name", site.name}, {"launches", site.launches.size()}});
  object["study"] = {{"name", repro.study.name},
                     {"sites", sites},
                     {"warnings", repro.study.warnings},
                     {"mixed_software", repro.mixed},
                     {"different_hardware", repro.hardware},
                     {"measured_by_none", repro.not_measured}};
  auto cases = ordered_json::array();
  for (const CaseRepro& row : repro.cases) {
    cases.push_back(case_json(row));
    if (repro.outlier && row.launches > 0)
      put(cases.back()["times"], "reproducibility_sd_without_outlier",
          reproducibility_without(row, repro.outlier->lab));
  }
  object["cases"] = cases;
  object["labs"] = labs_json(repro);
  auto pairs = ordered_json::array();
  for (const SitePair& pair : repro.pairs) pairs.push_back(pair_json(pair));
  object["pairs"] = pairs;
}

}  // namespace

std::string repro_json(const Repro* repro, const std::vector<LossComparison>& losses, double tolerance) {
  ordered_json object = {{"schema", "gpubench-repro/1"}};
  if (repro != nullptr) put_study(object, *repro);
  if (!losses.empty()) {
    auto list = ordered_json::array();
    for (const LossComparison& one : losses) list.push_back(loss_json(one));
    object["losses"] = {{"tolerance", tolerance}, {"comparisons", list}};
  }
  return json_text(object, 2, Escape::beyond_ascii);
}

}  // namespace gpubench::results
