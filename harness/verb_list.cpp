#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "harness/program_catalogue.hpp"
#include "harness/verbs.hpp"
#include "results/json.hpp"

namespace gpubench {
namespace {

/// Why a module can't be used, by module; empty where it can. Asked once for each: it reads many files'
/// headers.
using Reasons = std::map<const Module*, std::string>;

Reasons probe_modules(Catalogue& catalogue) {
  Reasons reasons;
  for (const Module& module : catalogue.modules()) reasons[&module] = module.probe();
  return reasons;
}

std::string axis_text(const AxisDefinition& axis) {
  switch (axis.kind) {
    case AxisDefinition::Kind::choice:
      return fmt::format("{}={}", axis.name, fmt::join(axis.choices, "|"));
    case AxisDefinition::Kind::size:
      return fmt::format("{}=SIZE", axis.name);
    case AxisDefinition::Kind::integer:
      return fmt::format("{}=NUMBER", axis.name);
  }
  return axis.name;
}

/// The module a benchmark can't do without, where it can't be used; null otherwise. One of the program's own
/// on a device needs the module that provides the device.
const Module* missing_module(const CatalogueEntry& entry, const Reasons& reasons) {
  for (const auto& [module, reason] : reasons) {
    const bool needed =
        entry.module != nullptr ? entry.module == module : entry.description.backend == module->name();
    if (needed && !reason.empty()) return module;
  }
  return nullptr;
}

void print_benchmarks(const Catalogue& catalogue, const Reasons& reasons) {
  std::size_t width = 0;
  for (const CatalogueEntry& entry : catalogue.entries())
    width = std::max(width, entry.description.name.size());
  for (const CatalogueEntry& entry : catalogue.entries()) {
    const Description& description = entry.description;
    std::cout << fmt::format("{:{}}  {:4}  {:6}  {}\n", description.name, width, description.backend,
                             to_string(description.scope), description.operation);
    std::vector<std::string> axes;
    for (const AxisDefinition& axis : description.axes) axes.push_back(axis_text(axis));
    if (!axes.empty()) std::cout << fmt::format("{:{}}  {}\n", "", width, fmt::join(axes, " "));
    if (const Module* missing = missing_module(entry, reasons))
      std::cout << fmt::format("{:{}}  not here: module {}: {}\n", "", width, missing->name(),
                               reasons.at(missing));
  }
}

/// Each axis once, with every meaning it has.
void print_axes(const Catalogue& catalogue) {
  std::map<std::string, std::vector<std::string>> meanings;
  std::size_t width = 0;
  for (const CatalogueEntry& entry : catalogue.entries()) {
    for (const AxisDefinition& axis : entry.description.axes) {
      auto& known = meanings[axis.name];
      if (std::find(known.begin(), known.end(), axis.meaning) == known.end()) known.push_back(axis.meaning);
      width = std::max(width, axis.name.size());
    }
  }
  std::cout << "\nAxes, for --set AXIS=VALUE[,VALUE]\n";
  for (const auto& [name, sentences] : meanings) {
    std::cout << fmt::format("  {:{}}  {}\n", name, width, fmt::join(sentences, "; "));
  }
}

void print_modules(const Reasons& reasons) {
  if (!reasons.empty()) std::cout << "\nModules\n";
  for (const auto& [module, reason] : reasons) {
    std::cout << fmt::format("  {}  {}\n", module->name(),
                             reason.empty() ? "usable" : "not usable: " + reason);
  }
}

nlohmann::ordered_json catalogue_json(const Catalogue& catalogue, const Reasons& reasons) {
  auto benchmarks = nlohmann::ordered_json::array();
  for (const CatalogueEntry& entry : catalogue.entries()) {
    auto object = description_to_json(entry.description);
    if (entry.module != nullptr) object["module"] = entry.module->name();
    if (const Module* missing = missing_module(entry, reasons)) object["unavailable"] = reasons.at(missing);
    benchmarks.push_back(std::move(object));
  }
  auto modules = nlohmann::ordered_json::array();
  for (const auto& [module, reason] : reasons) {
    nlohmann::ordered_json object = {{"name", module->name()}, {"usable", reason.empty()}};
    if (!reason.empty()) object["reason"] = reason;
    modules.push_back(std::move(object));
  }
  return {{"version", kVersion}, {"build_id", kBuildId}, {"benchmarks", benchmarks}, {"modules", modules}};
}

}  // namespace

results::ExitCode perform(const ListCommand& command, Launcher&) {
  Catalogue catalogue = program_catalogue();
  const Reasons reasons = probe_modules(catalogue);
  if (command.json) {
    std::cout << results::json_text(catalogue_json(catalogue, reasons), 2) << '\n';
    return results::ExitCode::good;
  }
  print_benchmarks(catalogue, reasons);
  print_axes(catalogue);
  print_modules(reasons);
  return results::ExitCode::good;
}

}  // namespace gpubench
