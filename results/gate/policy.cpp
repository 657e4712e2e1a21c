#include "results/gate/policy.hpp"

#include <fmt/format.h>
#include <fnmatch.h>

#include <toml++/toml.h>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "results/error.hpp"
#include "results/file_descriptor.hpp"

namespace gpubench::results {
namespace {

/// A table of the policy, and where to point when it is wrong.
class Entry {
 public:
  Entry(const toml::table& table, std::string file) : table_(table), file_(std::move(file)) {}

  [[noreturn]] void refuse(const std::string& what, const toml::node* at = nullptr) const {
    const toml::source_region& place =
        (at != nullptr ? *at : static_cast<const toml::node&>(table_)).source();
    throw DataError(fmt::format("{}:{}: {}", file_, place.begin.line, what));
  }

  /// A misspelt key must not be a rule that silently does nothing.
  void only(std::initializer_list<std::string_view> known) const {
    for (const auto& [key, node] : table_) {
      if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
      std::string names;
      for (const std::string_view name : known) names += fmt::format("{}{}", names.empty() ? "" : ", ", name);
      refuse(fmt::format("unknown key '{}': known are {}", key.str(), names), &node);
    }
  }

  std::string text(std::string_view key) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return {};
    const auto value = node->value<std::string>();
    if (!node->is_string() || !value) refuse(fmt::format("{} is no text", key), node);
    return *value;
  }
  std::string required_text(std::string_view key) const {
    std::string value = text(key);
    if (value.empty()) refuse(fmt::format("an entry needs its {}", key));
    return value;
  }
  std::optional<bool> flag(std::string_view key) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return std::nullopt;
    if (!node->is_boolean()) refuse(fmt::format("{} is neither true nor false", key), node);
    return *node->value<bool>();
  }
  std::size_t whole(std::string_view key, std::size_t otherwise) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return otherwise;
    const auto value = node->value<std::int64_t>();
    if (!node->is_integer() || !value || *value < 0)
      refuse(fmt::format("{} is no whole number from 0", key), node);
    return static_cast<std::size_t>(*value);
  }
  /// A share: 0.02 is 2 %.
  std::optional<double> share(std::string_view key, double below) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr) return std::nullopt;
    const auto value = node->value<double>();
    if (!node->is_number() || !value || !(*value > 0 && *value < below))
      refuse(fmt::format("{} is no share above 0 and below {:g} (0.02 is 2 %)", key, below), node);
    return value;
  }
  std::string date(std::string_view key) const {
    const toml::node* node = table_.get(key);
    if (node == nullptr) refuse(fmt::format("an entry needs its {}: a date such as 2027-01-31", key));
    const auto value = node->value<toml::date>();
    if (!node->is_date() || !value)
      refuse(fmt::format("{} is no date such as 2027-01-31 (without quotes)", key), node);
    return fmt::format("{:04}-{:02}-{:02}", value->year, value->month, value->day);
  }
  std::vector<Entry> entries(std::string_view key) const {
    const toml::node* node = table_.get(key);
    std::vector<Entry> result;
    if (node == nullptr) return result;
    const toml::array* list = node->as_array();
    if (list == nullptr) refuse(fmt::format("{0} is no list of tables: write [[{0}]]", key), node);
    for (const toml::node& one : *list) {
      const toml::table* table = one.as_table();
      if (table == nullptr) refuse(fmt::format("{0} is no list of tables: write [[{0}]]", key), &one);
      result.emplace_back(*table, file_);
    }
    return result;
  }

 private:
  const toml::table& table_;
  std::string file_;
};

CasePattern pattern_of(const Entry& entry) {
  return {entry.required_text("name"), entry.text("backend"), entry.text("axes")};
}

std::optional<double> on_ln(std::optional<double> share) {
  return share ? std::optional(std::log1p(*share)) : std::nullopt;
}

Policy::Override read_override(const Entry& entry) {
  entry.only({"name", "backend", "axes", "change", "margin", "leave_out", "reason"});
  Policy::Override rule{pattern_of(entry), on_ln(entry.share("change", 1)), on_ln(entry.share("margin", 1)),
                        entry.flag("leave_out"), entry.text("reason")};
  if (rule.left_out.value_or(false) && rule.reason.empty())
    entry.refuse("leave_out needs a reason: what is not looked at is seldom missed");
  if (!rule.left_out && !rule.change && !rule.margin)
    entry.refuse("an entry without change, margin or leave_out changes nothing");
  return rule;
}

Policy::Expected read_expected(const Entry& entry) {
  entry.only({"name", "backend", "axes", "direction", "most", "reason", "until"});
  Policy::Expected rule;
  rule.which = pattern_of(entry);
  const std::string direction = entry.required_text("direction");
  if (direction != "worse" && direction != "better") entry.refuse("direction is neither worse nor better");
  rule.worse = direction == "worse";
  if (const auto most = on_ln(entry.share("most", 100))) rule.most = *most;
  rule.reason = entry.required_text("reason");
  rule.until = entry.date("until");
  return rule;
}

bool fits(const std::string& pattern, const std::string& text) {
  return pattern.empty() || ::fnmatch(pattern.c_str(), text.c_str(), 0) == 0;
}

toml::table parse(const std::filesystem::path& path) {
  open_input(path);  // no such file, a folder: our own words
  try {
    return toml::parse_file(path.string());
  } catch (const toml::parse_error& error) {
    throw DataError(fmt::format("{}:{}: {}", path.string(), error.source().begin.line, error.description()));
  }
}

}  // namespace

bool matches(const CasePattern& pattern, const CaseKey& key) {
  const bool last_part = pattern.name.find('/') == std::string::npos &&
                         fits(pattern.name, key.name.substr(key.name.find('/') + 1));
  return (last_part || fits(pattern.name, key.name)) && fits(pattern.backend, key.backend) &&
         fits(pattern.axes, key.axes);
}

Bounds Policy::bounds_of(const CaseKey& key) const {
  Bounds bounds{thresholds.change, thresholds.margin};
  for (const Override& rule : overrides) {
    if (!matches(rule.which, key)) continue;
    bounds.change = rule.change.value_or(bounds.change);
    bounds.margin = rule.margin.value_or(bounds.margin);
  }
  return bounds;
}

std::string Policy::left_out(const CaseKey& key) const {
  std::string why;
  for (const Override& rule : overrides) {
    if (!rule.left_out || !matches(rule.which, key)) continue;
    why = *rule.left_out ? "left out by the policy: " + rule.reason : std::string();
  }
  return why;
}

Policy read_policy(const std::filesystem::path& path) {
  const toml::table table = parse(path);
  const Entry entry(table, path.string());
  entry.only({"schema", "error_rate", "change", "margin", "min_gated", "benchmark", "expected"});
  if (entry.required_text("schema") != "gpubench-policy/1") entry.refuse("schema is not gpubench-policy/1");
  Policy policy;
  policy.thresholds.error_rate = entry.share("error_rate", 1).value_or(policy.thresholds.error_rate);
  policy.thresholds.change = on_ln(entry.share("change", 1)).value_or(policy.thresholds.change);
  policy.thresholds.margin = on_ln(entry.share("margin", 1)).value_or(policy.thresholds.margin);
  policy.min_gated = entry.whole("min_gated", policy.min_gated);
  for (const Entry& one : entry.entries("benchmark")) policy.overrides.push_back(read_override(one));
  for (const Entry& one : entry.entries("expected")) policy.expected.push_back(read_expected(one));
  return policy;
}

}  // namespace gpubench::results
