#include "results/reference/reference_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "results/wording.hpp"

namespace gpubench::results {
namespace {

constexpr std::size_t kRowsNamed = 4;

}  // namespace

std::array<const char*, 2> share_sentences() {
  return {
      "A share is this run's rate over the reference's, or where there is no rate the reference's time over "
      "this run's: 100 % is equal and more is better.",
      "Other hardware, clocks and libraries explain it: it shows where this machine stands and is no verdict "
      "on a build."};
}

std::string format_share(std::optional<double> share) {
  if (!share) return {};
  const double percents = 100 * *share;
  return percents >= 99.95 ? fmt::format("{:.0f} %", percents) : fmt::format("{:#.3g} %", percents);
}

std::string time_text(const CaseFigures& figures) {
  return figures.time ? format_time(*figures.time) : "";
}

std::string rate_text(const CaseFigures& figures) {
  return figures.rate ? format_rate(*figures.rate, figures.rate_unit) : "";
}

std::vector<std::string> remarks(const Reference& reference) {
  std::map<std::pair<bool, std::string>, std::vector<std::string>> cases;
  for (const ReferenceRow& row : reference.rows)
    if (!row.remark.empty())
      cases[{row.share.has_value(), row.remark}].push_back(
          row.key.name + (row.key.axes.empty() ? "" : " " + compact_axes(row.key.axes)));
  std::vector<std::string> lines;
  for (const auto& [key, names] : cases) {
    const std::string list = names.size() > kRowsNamed ? fmt::format("{} cases", names.size())
                                                       : fmt::format("{}", fmt::join(names, ", "));
    lines.push_back(fmt::format("{}: {}: {}", key.first ? "share" : "no share", list, key.second));
  }
  return lines;
}

std::string coverage_text(const Reference& reference) {
  const auto without = std::ranges::count_if(reference.rows, [](const auto& row) { return !row.share; });
  std::string text = fmt::format("{} case{} beside the reference", reference.rows.size(),
                                 reference.rows.size() == 1 ? "" : "s");
  if (without > 0) text += fmt::format(", {} without a share", without);
  return text + fmt::format("; {} only in this run, {} only in the reference", reference.run_only,
                            reference.reference_only);
}

}  // namespace gpubench::results
