#include "harness/manifest.hpp"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string_view>

#include "results/json.hpp"

namespace gpubench {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array kScopes = {Scope::device, Scope::world};
constexpr std::array kMetrics = {Metric::bandwidth, Metric::flop_rate, Metric::latency, Metric::bus_bandwidth,
                                 Metric::message_rate};
constexpr std::array kKinds = {AxisDefinition::Kind::choice, AxisDefinition::Kind::size,
                               AxisDefinition::Kind::integer};

const char* to_string(AxisDefinition::Kind kind) {
  switch (kind) {
    case AxisDefinition::Kind::choice:
      return "choice";
    case AxisDefinition::Kind::size:
      return "size";
    case AxisDefinition::Kind::integer:
      return "integer";
  }
  throw std::logic_error("axis kind without a name");
}

/// The enumerator of that name. Throws std::runtime_error naming the word.
template <class Enumerators>
typename Enumerators::value_type parse_word(const Enumerators& known, const std::string& word) {
  for (auto value : known) {
    if (word == to_string(value)) return value;
  }
  throw std::runtime_error(fmt::format("unknown word '{}'", word));
}

Json axis_to_json(const AxisDefinition& axis) {
  Json object = {{"name", axis.name}, {"meaning", axis.meaning}, {"kind", to_string(axis.kind)}};
  switch (axis.kind) {
    case AxisDefinition::Kind::choice:
      object["choices"] = axis.choices;
      break;
    case AxisDefinition::Kind::size:
      object["bytes_min"] = axis.size_min.count;
      object["bytes_max"] = axis.size_max.count;
      break;
    case AxisDefinition::Kind::integer:
      object["min"] = axis.integer_min;
      object["max"] = axis.integer_max;
      break;
  }
  return object;
}

AxisDefinition axis_from_json(const Json& object) {
  AxisDefinition axis;
  object.at("name").get_to(axis.name);
  object.at("meaning").get_to(axis.meaning);
  axis.kind = parse_word(kKinds, object.at("kind"));
  switch (axis.kind) {
    case AxisDefinition::Kind::choice:
      object.at("choices").get_to(axis.choices);
      break;
    case AxisDefinition::Kind::size:
      object.at("bytes_min").get_to(axis.size_min.count);
      object.at("bytes_max").get_to(axis.size_max.count);
      break;
    case AxisDefinition::Kind::integer:
      object.at("min").get_to(axis.integer_min);
      object.at("max").get_to(axis.integer_max);
      break;
  }
  return axis;
}

Description description_from_json(const Json& object) {
  Description description;
  object.at("name").get_to(description.name);
  object.at("backend").get_to(description.backend);
  object.at("operation").get_to(description.operation);
  object.at("check").get_to(description.check);
  description.scope = parse_word(kScopes, object.at("scope"));
  description.metric = parse_word(kMetrics, object.at("metric"));
  object.at("ranks_min").get_to(description.ranks_min);
  for (const Json& axis : object.at("axes")) description.axes.push_back(axis_from_json(axis));
  return description;
}

/// A list of objects, each in the order of its axes.
Json points_to_json(const std::vector<Axes>& points) {
  Json object = Json::array();
  for (const Axes& axes : points) {
    Json point = Json::object();
    for (const auto& [name, value] : axes.values()) point[name] = value;
    object.push_back(std::move(point));
  }
  return object;
}

std::vector<Axes> points_from_json(const Json& object) {
  std::vector<Axes> points;
  for (const Json& point : object) {
    Axes axes;
    for (const auto& [name, value] : point.items()) axes.set(name, value.get<std::string>());
    points.push_back(std::move(axes));
  }
  return points;
}

}  // namespace

Machine nominal_machine() {
  Machine machine;
  machine.cache_l1 = 32_KiB;
  machine.cache_l2 = 1_MiB;
  machine.cache_last = 32_MiB;
  machine.memory_available = 8_GiB;
  machine.threads = 1;
  machine.ranks = 2;
  return machine;
}

Manifest make_manifest(const std::string& module, const std::vector<std::unique_ptr<Benchmark>>& benchmarks,
                       const RequiredLibrary* required) {
  const Machine machine = nominal_machine();
  Manifest manifest{module, kBuildId, {}, {}};
  for (; required != nullptr && required->file != nullptr; ++required)
    manifest.required.push_back({required->file, required->reason});
  for (const auto& benchmark : benchmarks) {
    manifest.entries.push_back({benchmark->description(), benchmark->points(Profile::quick, machine),
                                benchmark->points(Profile::standard, machine),
                                benchmark->points(Profile::thorough, machine)});
  }
  return manifest;
}

Json description_to_json(const Description& description) {
  Json axes = Json::array();
  for (const AxisDefinition& axis : description.axes) axes.push_back(axis_to_json(axis));
  return {{"name", description.name},
          {"backend", description.backend},
          {"operation", description.operation},
          {"check", description.check},
          {"scope", to_string(description.scope)},
          {"metric", to_string(description.metric)},
          {"ranks_min", description.ranks_min},
          {"axes", std::move(axes)}};
}

std::string to_json(const Manifest& manifest) {
  Json benchmarks = Json::array();
  for (const ManifestEntry& entry : manifest.entries) {
    Json object = description_to_json(entry.description);
    object["points"] = {{"quick", points_to_json(entry.quick)},
                        {"standard", points_to_json(entry.standard)},
                        {"thorough", points_to_json(entry.thorough)}};
    benchmarks.push_back(std::move(object));
  }
  Json required = Json::array();
  for (const Requirement& library : manifest.required)
    required.push_back({{"file", library.file}, {"reason", library.reason}});
  const Json object = {{"module", manifest.module},
                       {"build_id", manifest.build_id},
                       {"required", required},
                       {"benchmarks", benchmarks}};
  return results::json_text(object, 1) + "\n";
}

Manifest manifest_from_json(const std::string& text) {
  try {
    const Json object = results::ordered_json_of(text);
    Manifest manifest{object.at("module"), object.at("build_id"), {}, {}};
    for (const Json& library : object.at("required"))
      manifest.required.push_back({library.at("file"), library.at("reason")});
    for (const Json& benchmark : object.at("benchmarks")) {
      const Json& points = benchmark.at("points");
      manifest.entries.push_back({description_from_json(benchmark), points_from_json(points.at("quick")),
                                  points_from_json(points.at("standard")),
                                  points_from_json(points.at("thorough"))});
    }
    return manifest;
  } catch (const Json::exception& error) {
    throw std::runtime_error(fmt::format("not a manifest of cases: {}", error.what()));
  }
}

}  // namespace gpubench
