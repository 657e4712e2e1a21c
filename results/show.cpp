#include "results/show.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <map>

#include "results/case_details.hpp"
#include "results/course.hpp"
#include "results/crowd.hpp"
#include "results/launch_view.hpp"
#include "results/prose.hpp"
#include "results/row_order.hpp"
#include "results/show_header.hpp"
#include "results/table.hpp"
#include "results/terminal.hpp"
#include "results/wording.hpp"

namespace gpubench::results {
namespace {

Prose prose_of(const ShowOptions& options) {
  return {options.width, options.color};
}

/// By the id of the case they are of.
using Lines = std::map<std::string, std::vector<std::string>>;

std::string headline_text(const Row& row) {
  return row.rate ? format_rate(*row.rate, row.rate_unit) : std::string();
}

std::string format_percent(const std::optional<double>& share, int digits) {
  return share ? fmt::format("{:.{}f} %", 100 * *share, digits) : std::string();
}

/// Eight cells, each in eighths.
std::string bar(const std::optional<double>& share) {
  constexpr const char* kEighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  if (!share) return {};
  const auto eighths = static_cast<std::size_t>(std::lround(64 * std::clamp(*share, 0.0, 1.0)));
  std::string text;
  for (std::size_t i = 0; i < eighths / 8; ++i) text += "█";
  return text + kEighths[eighths % 8];
}

Cell verdict_cell(const std::string& verdict) {
  const Style style = verdict == "WRONG" || verdict == "failed" ? Style::bad
                      : verdict == "unchecked"                  ? Style::dim
                                                                : Style::good;
  return {sanitize(verdict), style};
}

/// What a narrow table has no column for.
std::vector<Detail> row_details(const Row& row) {
  Detail detail{"figures", {}};
  if (row.time_median) detail.phrases.push_back("median " + format_time(*row.time_median));
  if (row.half_width) detail.phrases.push_back("+- " + format_percent(row.half_width, 1));
  if (row.rate) detail.phrases.push_back("rate " + headline_text(row));
  if (row.share_of_ceiling)
    detail.phrases.push_back(format_percent(row.share_of_ceiling, 0) + " of its ceiling");
  if (row.spread_over_ranks)
    detail.phrases.push_back("spread over ranks " + format_percent(row.spread_over_ranks, 1));
  if (!row.flags.empty()) detail.phrases.push_back(fmt::format("flags {}", fmt::join(row.flags, " ")));
  return detail.phrases.empty() ? std::vector<Detail>{} : std::vector<Detail>{detail};
}

void show_table(const std::vector<Row>& rows, const Lines& details, const ShowOptions& options,
                std::ostream& out) {
  if (std::ranges::all_of(rows, [](const Row& row) { return row.status == Status::skipped; })) {
    out << "nothing was measured\n";
    return;
  }
  Table table({{"case", Align::left, 0, 12, kCaseEnough},
               {"backend", Align::left, 8, 0},
               {"axes", Align::left, 0, 8, kAxesEnough},
               {"median", Align::right, 2, 0},
               {"+-", Align::right, 3, 0},
               {"rate", Align::right, 1, 0},
               {"of ceiling", Align::right, 4, 0},
               {"", Align::left, 9, 0},
               {"samples", Align::left, 7, 0},
               {"spread", Align::right, 6, 0},
               {"verdict", Align::left, 0, 0},
               {"flags", Align::left, 5, 0, 10}});
  const std::string backend = only_backend(rows);
  std::string group;
  for (const Row& row : rows) {
    if (row.status == Status::skipped) continue;
    if (group_of(row.name) != group) table.add_heading(sanitize(group = group_of(row.name)));
    const std::string half_width = row.half_width ? fmt::format("{:.1f} %", 100 * *row.half_width) : "";
    const std::string of_ceiling =
        row.sets_ceiling && row.share_of_ceiling >= 1.0 ? "ceiling" : format_percent(row.share_of_ceiling, 0);
    table.add_row({{"  " + sanitize(row.name.substr(std::min(row.name.size(), group.size() + 1)))},
                   {backend.empty() ? sanitize(row.backend) : ""},
                   {sanitize(compact_axes(row.axes))},
                   {row.time_median ? format_time(*row.time_median) : ""},
                   {half_width},
                   {headline_text(row), Style::strong},
                   {of_ceiling},
                   {bar(row.share_of_ceiling), Style::good},
                   {draw_course(row.course)},
                   {format_percent(row.spread_over_ranks, 1)},
                   verdict_cell(row.verdict),
                   {fmt::format("{}", fmt::join(row.flags, " "))}});
    if (const auto lines = details.find(row.id); lines != details.end()) {
      for (const std::string& line : detail_lines(row_details(row), options.width))
        table.add_heading(line, Style::dim);
      for (const std::string& line : lines->second) table.add_heading(line, Style::dim);
    }
  }
  out << table.render(options.width, options.color);
  if (const auto missing = table.left_out(options.width); !missing.empty() && !options.verbose) {
    const std::string text =
        fmt::format("no room for {}: a wider terminal or --verbose has them", fmt::join(missing, ", "));
    out << prose_of(options).lines(text, 0, Style::dim);
  }
  out << '\n';
}

/// "memory/copy, memory/add (2)"; of many, how many: a missing module takes dozens with it.
std::string name_some(const std::map<std::string, int>& counts) {
  constexpr std::size_t kNamed = 6;
  std::string list;
  int cases = 0;
  for (const auto& [name, count] : counts) {
    list += (list.empty() ? "" : ", ") + name + (count > 1 ? fmt::format(" ({})", count) : "");
    cases += count;
  }
  if (counts.size() <= kNamed) return list;
  return fmt::format("{} cases of {} benchmarks, named by --verbose", cases, counts.size());
}

/// Failed and wrong cases one by one, skipped ones gathered by reason; in full where all was asked for.
void show_reasons(const std::vector<Row>& rows, const ShowOptions& options, std::ostream& out) {
  std::map<std::string, std::map<std::string, int>> skipped;
  std::map<std::string, std::vector<std::string>> labels;
  for (const Row& row : rows) {
    if (row.status == Status::skipped) {
      ++skipped[row.reason][row.name];
      labels[row.reason].push_back(fmt::format("{} {} {}", row.backend, row.name, row.axes));
    }
    if (row.verdict != "WRONG" && row.status != Status::failed) continue;
    out << prose_of(options).lines(fmt::format("{}: {} {}: {}", row.verdict, row.name, row.axes, row.reason),
                                   2, Style::bad);
  }
  for (const auto& [reason, names] : skipped) {
    const std::string list = options.verbose ? "" : " " + name_some(names);
    out << prose_of(options).lines(fmt::format("skipped: {}:{}", reason, list), 2);
    if (!options.verbose) continue;
    for (const std::string& label : labels[reason]) out << prose_of(options).lines("  " + label);
  }
}

void show_wall(const Launch& launch, const ShowOptions& options, std::ostream& out) {
  const WallShares& wall = launch.wall;
  const double sum = wall.warm_up + wall.timed + wall.verification + wall.harness;
  if (sum <= 0) return;
  out << prose_of(options).lines(
      fmt::format(
          "wall time {:.1f} s: warm-up {:.0f} %, timed {:.0f} %, verification {:.0f} %, harness {:.0f} %",
          sum, 100 * wall.warm_up / sum, 100 * wall.timed / sum, 100 * wall.verification / sum,
          100 * wall.harness / sum),
      2);
}

/// The device a rank measures: of the host by the table of ranks, of others by the facts.
std::string device_of(const Launch& launch, const Lag& lag) {
  if (lag.backend == "host") {
    const auto rank = std::ranges::find(launch.ranks, lag.rank, &Rank::rank);
    return rank == launch.ranks.end() || rank->device.empty() ? "" : "device " + rank->device;
  }
  for (const Fact& fact : launch.environment) {
    const auto ranks = fact.key == lag.backend + ".device" ? parse_numbers(fact.ranks) : std::nullopt;
    if (ranks && ranks->contains(lag.rank)) return lag.backend + " device " + fact.value;
  }
  return {};
}

void show_lags(const Launch& launch, const std::vector<Lag>& lags, const ShowOptions& options,
               std::ostream& out) {
  for (const Lag& lag : lags) {
    std::string device = device_of(launch, lag);
    if (!device.empty()) device = " (" + device + ")";
    const std::string who =
        lag.participants >= 3 ? "lags" : "is the slower of two (which of them is unusual can't be told)";
    out << prose_of(options).lines(
        fmt::format("rank {}{} {}: {} {:.1f} % slower, in {} of {} cases", lag.rank, device, who,
                    lag.resource, 100 * std::expm1(lag.effect), lag.agreeing, lag.cases),
        2, Style::bad);
  }
}

}  // namespace

ShowOptions show_options_for(const std::ostream& out, const std::string& file) {
  if (&out != &std::cout) return {0, false, file, false};
  const Terminal terminal = find_terminal();
  return {terminal.width, terminal.color, file, false};
}

void show(const ResultFile& file, const ShowOptions& options, std::ostream& out) {
  for (std::size_t i = 0; i < file.launches().size(); ++i) {
    const Launch& launch = file.launches()[i];
    Lines details;
    const auto keep = [&](const Case& c) { details[c.id] = detail_lines(details_of(c), options.width); };
    const LaunchView view = view_launch(file, i, options.verbose ? keep : CaseKeeper());
    if (i > 0) out << '\n';
    show_header(file, launch, only_backend(view.rows), options, out);
    show_table(view.rows, details, options, out);
    show_reasons(view.rows, options, out);
    show_wall(launch, options, out);
    for (const char* line :
         {"One launch shows how fast this was here and now, whether it was right, and who lags within it.",
          "It can't tell a slower build from a slower hour: for that keep the files of several launches of "
          "each."})
      out << prose_of(options).lines(line);
    show_lags(launch, view.lags, options, out);
  }
}

}  // namespace gpubench::results
