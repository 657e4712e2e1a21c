// gpubench-samples/1: samples as anyone can write them, as SCHEMA.md has it.
#include <fmt/format.h>

#include "results/error.hpp"
#include "results/import/imported.hpp"
#include "results/import/json_text.hpp"
#include "results/import/units.hpp"

namespace gpubench::results {
namespace {

using nlohmann::json;
using Type = json::value_t;

constexpr const char* kSamplesSchema = "gpubench-samples/1";

Axes axes_of(const json& object, const std::string& place) {
  Axes axes;
  if (!object.contains("axes")) return axes;
  for (const auto& [name, value] : member(object, "axes", Type::object, place).items())
    axes.emplace_back(name, word_of(value, place));
  return axes;
}

/// Of a rate unless it says otherwise; a unit that is none of ours is refused later.
bool is_higher_better(const json& object, const std::string& unit, const std::string& place) {
  const auto known = find_unit(unit);
  const std::string better = text_member(object, "better", known && known->rate ? "higher" : "lower", place);
  if (better != "lower" && better != "higher")
    throw DataError(fmt::format("{}: better '{}' is neither lower nor higher", place, better.substr(0, 32)));
  return better == "higher";
}

double step_of(const json& object, const std::string& place) {
  if (!object.contains("step")) return 0;
  const json& step = object["step"];
  if (!step.is_number() || !(step > 0)) throw DataError(place + ": step is no number above 0");
  return step.get<double>();
}

ImportedCase case_from(const json& object, const std::string& file) {
  ImportedCase one;
  one.name = member(object, "name", Type::string, file + ": a case").get<std::string>();
  const std::string place = fmt::format("{}: case {}", file, one.name);
  if (one.name.empty()) throw DataError(file + ": a case has no name");
  one.axes = axes_of(object, place);
  one.unit = member(object, "unit", Type::string, place).get<std::string>();
  one.higher_is_better = is_higher_better(object, one.unit, place);
  one.step = step_of(object, place);
  one.distributed = flag_member(object, "distributed", false, place);
  one.backend = text_member(object, "backend", "host", place);
  for (const json& rank : member(object, "samples", Type::array, place)) {
    if (!rank.is_array()) throw DataError(place + ": samples are not lists, one a rank");
    std::vector<double>& samples = one.samples.emplace_back();
    for (const json& sample : rank) samples.push_back(figure_of(sample, place));
  }
  return one;
}

ImportedLaunch launch_from(const json& object, const std::string& place) {
  ImportedLaunch launch;
  launch.source = kSamplesSchema;
  launch.site = text_member(object, "site", "", place);
  launch.allocation = text_member(object, "allocation", "", place);
  launch.position = text_member(object, "position", "", place);
  if (const std::string started = text_member(object, "started", "", place); !started.empty()) {
    launch.started = utc_of(started);
    if (launch.started.empty())
      throw DataError(
          fmt::format("{}: started '{}' is no time like 2026-01-31T12:34:56Z", place, started.substr(0, 32)));
  }
  if (object.is_object() && object.contains("pair")) {
    const json& pair = object["pair"];
    if (!pair.is_number_integer() || pair < -1) throw DataError(place + ": pair is no number of a pair");
    launch.pair = pair.get<std::int64_t>();
  }
  if (const std::string image = text_member(object, "image", "", place); !image.empty())
    launch.environment.push_back({"image", "image.name", image, "0"});
  for (const json& one : member(object, "cases", Type::array, place))
    launch.cases.push_back(case_from(one, place));
  return launch;
}

}  // namespace

std::vector<ImportedLaunch> import_samples(const std::string& text, const std::string& place) {
  const json file = parse_object(text, place);
  const std::string schema = text_member(file, "schema", "", place);
  if (schema != kSamplesSchema)
    throw DataError(
        fmt::format("{}: schema '{}'; this program reads {}", place, schema.substr(0, 32), kSamplesSchema));
  std::vector<ImportedLaunch> launches;
  for (const json& one : member(file, "launches", Type::array, place))
    launches.push_back(launch_from(one, fmt::format("{}: launch {}", place, launches.size())));
  return launches;
}

}  // namespace gpubench::results
