#include "results/report/group_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "results/comparison/comparison_words.hpp"
#include "results/report/figure.hpp"
#include "results/row_order.hpp"
#include "results/statistics/location.hpp"

namespace gpubench::results {
namespace {

struct GroupCounts {
  std::string group;
  std::size_t cases = 0;  ///< Measured.
  std::size_t wrong = 0, failed = 0, flagged = 0;
  std::vector<double> shares;
};

/// Cases that failed in some launch; of a group without a measured one too.
void count_failed(std::vector<GroupCounts>& groups, const Report& report) {
  std::set<CaseKey> failed;
  for (const LaunchView& view : report.views)
    for (const Row& row : view.rows)
      if (row.status == Status::failed) failed.insert({row.name, row.backend, row.axes, row.scope});
  for (const CaseKey& key : failed) {
    const std::string group = group_of(key.name);
    auto found = std::ranges::find(groups, group, &GroupCounts::group);
    if (found == groups.end()) found = groups.insert(found, {group, 0, 0, 0, 0, {}});
    ++found->failed;
  }
}

/// In the order of cases.
std::vector<GroupCounts> groups_of(const Report& report) {
  std::vector<GroupCounts> groups;
  for (const ReportCase& one : report.cases) {
    const std::string group = group_of(one.key.name);
    if (groups.empty() || groups.back().group != group) groups.push_back({group, 0, 0, 0, 0, {}});
    GroupCounts& counts = groups.back();
    ++counts.cases;
    const auto any = [&](auto&& holds) { return std::ranges::any_of(one.launches, holds, &CaseLaunch::row); };
    if (any([](const Row& row) { return row.verdict == "WRONG"; })) ++counts.wrong;
    if (any([](const Row& row) { return !row.flags.empty(); })) ++counts.flagged;
    std::vector<double> shares;
    for (const CaseLaunch& launch : one.launches)
      if (launch.row.share_of_ceiling) shares.push_back(*launch.row.share_of_ceiling);
    if (!shares.empty()) counts.shares.push_back(median(shares));
  }
  count_failed(groups, report);
  return groups;
}

std::string shares_text(const std::vector<double>& shares) {
  if (shares.empty()) return {};
  const auto [least, most] = std::ranges::minmax(shares);
  return fmt::format("{:.0f} % ({:.0f} .. {:.0f} %)", 100 * median(shares), 100 * least, 100 * most);
}

}  // namespace

void write_groups(Html& html, const Report& report) {
  const std::vector<GroupCounts> groups = groups_of(report);
  FigureTable table{
      {"group", "measured", "wrong", "failed", "with a flag", "of ceiling, median (least .. most)"}, {}};
  if (report.comparison) {
    table.columns.emplace_back("change of all");
    table.columns.emplace_back("interval");
  }
  for (const GroupCounts& one : groups) {
    std::vector<std::string> cells = {one.group,
                                      std::to_string(one.cases),
                                      std::to_string(one.wrong),
                                      std::to_string(one.failed),
                                      std::to_string(one.flagged),
                                      shares_text(one.shares)};
    if (report.comparison) {
      const auto& compared = report.comparison->groups;
      const auto found = std::ranges::find(compared, one.group, &GroupRow::group);
      const bool contrasted = found != compared.end() && found->contrast;
      cells.push_back(contrasted ? percent(found->contrast->effect) : "");
      cells.push_back(contrasted ? interval_text(found->contrast->effect, found->half_width) : "");
    }
    table.rows.push_back(std::move(cells));
  }
  const auto section = html.element("section", {{"id", "groups"}});
  html.leaf("h2", "Overview by group");
  if (groups.empty()) {
    html.leaf("p", "No case was measured.");
  } else {
    write(html, table);
  }
}

}  // namespace gpubench::results
