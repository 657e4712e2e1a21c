// A run beside a reference as JSON for machines.
#include "results/comparison/side_json.hpp"
#include "results/json.hpp"
#include "results/reference/show_reference.hpp"

namespace gpubench::results {
namespace {

using nlohmann::ordered_json;

ordered_json figures_json(const CaseFigures& figures) {
  ordered_json object = {{"launches", figures.launches}, {"participants", figures.participants}};
  put(object, "median", figures.time);
  put(object, "rate", figures.rate);
  put(object, "rate_unit", figures.rate_unit);
  return object;
}

ordered_json share_json(const ReferenceRow& row) {
  ordered_json object = {
      {"name", row.key.name}, {"backend", row.key.backend}, {"axes", row.key.axes}, {"scope", row.key.scope}};
  object["run"] = figures_json(row.run);
  object["reference"] = figures_json(row.reference);
  put(object, "share", row.share);
  if (row.wrong) object["wrong"] = true;
  put(object, "remark", row.remark);
  return object;
}

ordered_json named_side_json(const Side& side, const std::string& hardware) {
  ordered_json object = side_json(side);
  put(object, "hardware", hardware);
  return object;
}

}  // namespace

std::string reference_json(const Reference& reference) {
  auto cases = ordered_json::array(), groups = ordered_json::array();
  for (const ReferenceRow& row : reference.rows) cases.push_back(share_json(row));
  for (const ReferenceGroup& row : reference.groups)
    groups.push_back({{"group", row.group}, {"cases", row.cases}, {"share", row.share}});
  const ordered_json object = {
      {"schema", "gpubench-reference/1"},
      {"run", named_side_json(reference.run, reference.hardware_run)},
      {"reference", named_side_json(reference.reference, reference.hardware_reference)},
      {"cases", cases},
      {"groups", groups},
      {"run_only", reference.run_only},
      {"reference_only", reference.reference_only}};
  return json_text(object, 2, Escape::beyond_ascii);
}

}  // namespace gpubench::results
