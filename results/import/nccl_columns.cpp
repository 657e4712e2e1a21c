#include "results/import/nccl_columns.hpp"

#include <algorithm>

#include "results/import/text_lines.hpp"

namespace gpubench::results {
namespace {

bool begins_placement(const std::string& word) {
  return word == "time" || word == "cputime";
}

bool is_nccl_figure(const std::string& word) {
  return word == "N/A" || number_of(word).has_value();
}

}  // namespace

std::optional<NcclColumns> find_nccl_columns(const std::vector<std::string>& words) {
  if (words.size() < 3 || words[0] != "#" || words[1] != "size" || words[2] != "count") return std::nullopt;
  const auto first = std::ranges::find_if(words, begins_placement);
  if (first == words.end()) return std::nullopt;
  const auto second = std::find_if(first + 1, words.end(), begins_placement);
  if (second == words.end() || second - first <= static_cast<std::ptrdiff_t>(kNcclWrong)) return std::nullopt;
  NcclColumns columns;
  columns.keys.assign(words.begin() + 1, first);
  columns.figures = static_cast<std::size_t>(second - first);
  columns.counts_wrong = *(first + kNcclWrong) == "#wrong";
  columns.by_cpu = *first == "cputime";
  return columns;
}

std::optional<NcclRow> find_nccl_row(const NcclColumns& columns, std::vector<std::string> words) {
  while (!words.empty() && !is_nccl_figure(words.back()) &&
         words.back().find_first_of("-:") != std::string::npos)
    words.pop_back();  // a time stamp
  for (const bool blank : {false, true}) {
    std::vector<std::string> keys = columns.keys;
    if (blank && std::erase(keys, "redop") == 0) continue;
    if (words.size() != keys.size() + 2 * columns.figures) continue;
    NcclRow row;
    for (std::size_t i = 0; i < keys.size(); ++i) row.keys[keys[i]] = words[i];
    if (row.keys.contains("root") && !number_of(row.keys["root"])) continue;  // cut short, not blank
    row.figures.assign(words.begin() + static_cast<std::ptrdiff_t>(keys.size()), words.end());
    return row;
  }
  return std::nullopt;
}

}  // namespace gpubench::results
