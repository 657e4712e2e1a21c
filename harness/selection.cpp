#include "harness/selection.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <set>
#include <stdexcept>

#include "harness/plan.hpp"
#include "results/error.hpp"

namespace gpubench {
namespace {

using results::UsageError;

const AxisDefinition* find_axis(const Description& description, const std::string& name) {
  for (const AxisDefinition& axis : description.axes) {
    if (axis.name == name) return &axis;
  }
  return nullptr;
}

template <class Project>
std::vector<std::string> distinct(const std::vector<CatalogueEntry*>& entries, Project project) {
  std::set<std::string> names;
  for (const CatalogueEntry* entry : entries) project(entry->description, names);
  return {names.begin(), names.end()};
}

std::vector<CatalogueEntry*> all_entries(Catalogue& catalogue) {
  std::vector<CatalogueEntry*> entries;
  for (CatalogueEntry& entry : catalogue.entries()) entries.push_back(&entry);
  return entries;
}

void check_selectors(const std::vector<CatalogueEntry*>& entries, const std::vector<std::string>& selectors) {
  const auto names = distinct(entries, [](const Description& d, auto& out) { out.insert(d.name); });
  for (const std::string& selector : selectors) {
    const auto matches = [&](const std::string& name) { return selector_matches(selector, name); };
    if (std::any_of(names.begin(), names.end(), matches)) continue;
    const auto near = nearest_names(selector, names);
    throw UsageError(fmt::format("no benchmark matches '{}'{}", selector,
                                 near.empty() ? ": gpubench list shows all" : suggest(selector, near)));
  }
}

void check_backends(const std::vector<CatalogueEntry*>& entries, const std::vector<std::string>& backends) {
  const auto known = distinct(entries, [](const Description& d, auto& out) { out.insert(d.backend); });
  for (const std::string& backend : backends) {
    if (std::find(known.begin(), known.end(), backend) == known.end()) {
      throw UsageError(fmt::format("unknown backend '{}'{}", backend, suggest(backend, known)));
    }
  }
}

/// The canonical text by the first benchmark that accepts the value.
/// Throws results::UsageError with the first refusal where none does.
std::string canonical_by_any(const std::vector<CatalogueEntry*>& entries, const std::string& axis,
                             const std::string& value) {
  std::optional<std::string> refusal;
  for (const CatalogueEntry* entry : entries) {
    const AxisDefinition* definition = find_axis(entry->description, axis);
    if (definition == nullptr) continue;
    try {
      return canonical_value(*definition, value);
    } catch (const std::invalid_argument& error) {
      if (!refusal)
        refusal =
            fmt::format("--set {}={}: {} (axis of {})", axis, value, error.what(), entry->description.name);
    }
  }
  throw UsageError(refusal.value());
}

}  // namespace

std::vector<CatalogueEntry*> select_entries(Catalogue& catalogue, const RunOptions& options) {
  const auto entries = all_entries(catalogue);
  check_selectors(entries, options.selectors);
  check_backends(entries, options.backends);
  std::vector<CatalogueEntry*> selected;
  for (CatalogueEntry* entry : entries) {
    const auto matches = [&](const std::string& selector) {
      return selector_matches(selector, entry->description.name);
    };
    const auto& [selectors, backends] = std::tie(options.selectors, options.backends);
    const bool named = selectors.empty() || std::any_of(selectors.begin(), selectors.end(), matches);
    const bool backed = backends.empty() || std::find(backends.begin(), backends.end(),
                                                      entry->description.backend) != backends.end();
    if (named && backed) selected.push_back(entry);
  }
  if (selected.empty()) {
    throw UsageError(fmt::format("nothing is selected: no benchmark matching '{}' runs on backend {}",
                                 fmt::join(options.selectors, " "), fmt::join(options.backends, " or ")));
  }
  return selected;
}

std::vector<AxisSetting> canonical_settings(const std::vector<CatalogueEntry*>& entries,
                                            const std::vector<AxisSetting>& settings) {
  const auto axes = distinct(entries, [](const Description& d, auto& out) {
    for (const AxisDefinition& axis : d.axes) out.insert(axis.name);
  });
  std::vector<AxisSetting> canonical;
  for (const AxisSetting& setting : settings) {
    if (std::find(axes.begin(), axes.end(), setting.axis) == axes.end()) {
      throw UsageError(fmt::format("--set {0}={1}: no selected benchmark has an axis '{0}'{2}", setting.axis,
                                   fmt::join(setting.values, ","), suggest(setting.axis, axes)));
    }
    auto merged = std::find_if(canonical.begin(), canonical.end(),
                               [&](const AxisSetting& other) { return other.axis == setting.axis; });
    if (merged == canonical.end()) merged = canonical.insert(canonical.end(), AxisSetting{setting.axis, {}});
    for (const std::string& value : setting.values) {
      merged->values.push_back(canonical_by_any(entries, setting.axis, value));
    }
  }
  return canonical;
}

std::vector<Axes> apply_settings(const Description& description, const std::vector<Axes>& points,
                                 const std::vector<AxisSetting>& settings) {
  std::vector<Axes> expanded = points;
  for (const AxisSetting& setting : settings) {
    if (find_axis(description, setting.axis) == nullptr) continue;
    std::vector<Axes> next;
    for (const Axes& point : expanded) {
      for (const std::string& value : setting.values) {
        next.push_back(point);
        next.back().set(setting.axis, value);
      }
    }
    expanded = std::move(next);
  }
  std::vector<Axes> distinct_points;
  std::set<std::string> seen;
  for (Axes& point : expanded) {
    if (seen.insert(point.to_string()).second) distinct_points.push_back(std::move(point));
  }
  return distinct_points;
}

std::string unaccepted_value(const Description& description, const Axes& axes) {
  for (const auto& [name, value] : axes.values()) {
    const AxisDefinition* definition = find_axis(description, name);
    if (definition == nullptr) continue;
    try {
      canonical_value(*definition, value);
    } catch (const std::invalid_argument& error) {
      return fmt::format("{}={}: {}", name, value, error.what());
    }
  }
  return {};
}

std::string suggest(const std::string& typed, const std::vector<std::string>& known) {
  const auto near = nearest_names(typed, known);
  if (!near.empty()) return fmt::format(": did you mean {}?", fmt::join(near, " or "));
  return known.empty() ? std::string() : fmt::format(": known are {}", fmt::join(known, ", "));
}

}  // namespace gpubench
