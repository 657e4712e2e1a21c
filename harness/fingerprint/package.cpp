#include "harness/fingerprint/package.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <utility>

#include "harness/fingerprint/secrets.hpp"
#include "harness/system_files.hpp"

namespace gpubench {
namespace {

constexpr std::size_t kNameMax = 256;

bool is_of(std::string_view text, std::string_view more) {
  return !text.empty() && text.size() <= kNameMax && std::ranges::all_of(text, [more](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || more.find(c) != std::string_view::npos;
  });
}

/// Calls with the fields of each paragraph, "Field: value" or "F:value". Lines that begin with a space carry
/// on what was before and are passed over.
template <class Visit>
void each_paragraph(std::string_view text, const Visit& visit) {
  std::map<std::string_view, std::string_view> fields;
  const auto end_paragraph = [&] {
    if (!fields.empty()) visit(std::as_const(fields));
    fields.clear();
  };
  for (const std::string_view line : split_lines(text)) {
    if (trim(line).empty()) {
      end_paragraph();
      continue;
    }
    const auto colon = line.find(':');
    if (line.front() == ' ' || line.front() == '\t' || colon == std::string_view::npos) continue;
    fields.emplace(line.substr(0, colon), trim(line.substr(colon + 1)));
  }
  end_paragraph();
}

std::string_view field(const std::map<std::string_view, std::string_view>& fields, std::string_view name) {
  const auto found = fields.find(name);
  return found == fields.end() ? std::string_view() : found->second;
}

std::string normalized(std::string_view name) {
  std::string text;
  for (const char c : name) {
    const bool separates = c == '-' || c == '_' || c == '.';
    if (!separates)
      text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    else if (!text.ends_with('-'))
      text += '-';
  }
  return text;
}

struct Installed {
  std::string_view name, version, architecture;
};

/// The image's own architecture: that of most packages, those for all left out.
std::string_view commonest_architecture(const std::vector<Installed>& all) {
  std::map<std::string_view, int> counts;
  for (const Installed& one : all)
    if (one.architecture != "all") ++counts[one.architecture];
  const auto most = std::ranges::max_element(counts, {}, [](const auto& entry) { return entry.second; });
  return most == counts.end() ? std::string_view() : most->first;
}

}  // namespace

std::vector<results::Fact> package_facts(const std::string& manager, const std::vector<Package>& packages) {
  FactList facts("image");
  for (const Package& package : packages) {
    if (!is_of(package.name, "+-._:~") || !is_of(package.version, "+-._:~^! ")) continue;
    if (is_issued_token(package.name) || is_issued_token(package.version)) continue;
    facts.add("package." + manager + "." + package.name, package.version);
  }
  return facts.take();
}

std::vector<Package> parse_dpkg_status(std::string_view text) {
  std::vector<Installed> all;
  each_paragraph(text, [&](const auto& fields) {
    const std::string_view status = field(fields, "Status");
    if (!status.empty() && !status.ends_with(" installed")) return;  // removed, its settings kept
    all.push_back({field(fields, "Package"), field(fields, "Version"), field(fields, "Architecture")});
  });
  const std::string_view own = commonest_architecture(all);
  std::vector<Package> packages;
  for (const Installed& one : all) {
    const bool foreign = one.architecture != own && one.architecture != "all" && !one.architecture.empty();
    packages.push_back({std::string(one.name) + (foreign ? ":" + std::string(one.architecture) : ""),
                        std::string(one.version)});
  }
  return packages;
}

std::vector<Package> parse_apk_installed(std::string_view text) {
  std::vector<Package> packages;
  each_paragraph(text, [&](const auto& fields) {
    packages.push_back({std::string(field(fields, "P")), std::string(field(fields, "V"))});
  });
  return packages;
}

std::vector<Package> parse_python_metadata(std::string_view text) {
  const std::string_view head = text.substr(0, text.find("\n\n"));
  const auto name = value_of(head, "Name", ':'), version = value_of(head, "Version", ':');
  if (!name || !version) return {};
  return {{normalized(*name), *version}};
}

std::vector<Package> parse_conda_file_name(std::string_view name) {
  constexpr std::string_view kEnd = ".json";
  if (!name.ends_with(kEnd)) return {};
  name.remove_suffix(kEnd.size());
  const auto build = name.rfind('-');
  if (build == std::string_view::npos || build == 0) return {};
  const auto version = name.rfind('-', build - 1);
  if (version == std::string_view::npos || version == 0) return {};
  return {{std::string(name.substr(0, version)), std::string(name.substr(version + 1, build - version - 1)) +
                                                     " " + std::string(name.substr(build + 1))}};
}

}  // namespace gpubench
