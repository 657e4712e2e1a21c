#include "results/report/page.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "results/report/case_sections.hpp"
#include "results/report/case_table.hpp"
#include "results/report/environment_section.hpp"
#include "results/report/figures.hpp"
#include "results/report/group_table.hpp"
#include "results/report/html.hpp"
#include "results/report/theme.hpp"
#include "results/report/verdict_section.hpp"
#include "results/report/web.hpp"
#include "results/terminal.hpp"

namespace gpubench::results {
namespace {

constexpr std::size_t kTitleShown = 80;

struct Section {
  const char* id;
  const char* title;
  std::vector<Figure> (*draw)(const Report&);
  const char* filled_by;  ///< What would fill it.
};

/// In the order of the story: what changed, where it stands, where it comes from, who disagrees.
constexpr std::array<Section, 13> kSections = {{
    {"effects", "What changed", draw_changes, "two sides: report OLD NEW"},
    {"ceilings", "Share of the ceiling", draw_shares,
     "cases with a ceiling: memory/*, compute/fma_peak, libraries/gemm"},
    {"roof", "Roofline", draw_roofline, "compute/fma_peak, memory/triad and compute/intensity in one launch"},
    {"hierarchy", "Memory hierarchy", draw_hierarchy,
     "memory/* at three working sets or more: --profile thorough"},
    {"messages", "Message sizes", draw_messages, "collectives/* or point_to_point/* at two sizes or more"},
    {"rank-map", "Ranks", draw_ranks, "two ranks or more, each with a device or cores of its own"},
    {"topology-map", "Topology", draw_topology, "--topology FILE, printed by gpubench topo --measure --json"},
    {"telemetry", "Over the launch's time", draw_telemetry,
     "a machine that tells its clock, power, temperature or steal"},
    {"loss", "Loss curves", draw_losses, "--loss FILE, with two runs or more"},
    {"determinism", "Determinism", draw_ladder, "two launches or more of one --seed"},
    {"spread", "Where spread comes from", draw_components, "two launches or more of one build"},
    {"overlaid", "Sites overlaid", draw_sites, "launches of two --site or more"},
    {"agreement", "Agreement of sites", draw_agreement, "two sites with three cases or more in common"},
}};

struct Drawn {
  const Section* section;
  std::vector<Figure> figures;
};

std::string policy(const std::string& style, const std::vector<std::string>& scripts) {
  std::string text = "default-src 'none'; base-uri 'none'; form-action 'none'; style-src " +
                     policy_hash(style) + "; script-src";
  for (const std::string& script : scripts) text += " " + policy_hash(script);
  return text;
}

void write_head(Html& html, const std::string& title, const Bundle& bundle) {
  const auto head = html.element("head");
  html.lone("meta", {{"charset", "utf-8"}});
  std::vector<std::string> scripts = {std::string(page_script())};
  if (!bundle.code.empty()) scripts.push_back(bundle.code);
  const std::string allowed = policy(std::string(page_style()), scripts);
  html.lone("meta", {{"http-equiv", "Content-Security-Policy"}, {"content", allowed}});
  html.lone("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  html.lone("meta", {{"name", "referrer"}, {"content", "no-referrer"}});
  html.lone("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  html.leaf("title", title);
  html.code("style", page_style());
}

void write_header(Html& html, const Report& report, const std::vector<Drawn>& drawn, const PageRoom& room) {
  {
    const auto header = html.element("header");
    html.leaf("a", "Skip to the verdict", {{"href", "#verdict"}, {"class", "skip"}});
    html.leaf("h1", "gpubench report");
    html.leaf("p", "This page is of " + kind_text(report) + ".", {{"class", "lead"}});
    if (room != PageRoom())
      html.leaf(
          "p",
          fmt::format("It is thinned to stay below {} MB: {} points of a distribution, {} launches and {} "
                      "cases with distributions, {} rows of a table are the most. What is left out is "
                      "said where it would be.",
                      kPageBytesMax / 1000000, room.points, room.launches, room.cases, room.rows),
          {{"id", "thinned"}});
    html.leaf("button", "Dark or light", {{"id", "theme"}, {"type", "button"}, {"hidden", ""}});
  }
  const auto nav = html.element("nav", {{"aria-label", "Sections"}});
  const auto list = html.element("ul");
  const auto link = [&](const std::string& id, const char* title) {
    const auto item = html.element("li");
    html.leaf("a", title, {{"href", "#" + id}});
  };
  const auto link_section = [&](const Drawn& one) {
    if (!one.figures.empty()) link(one.section->id, one.section->title);
  };
  link("verdict", "Verdict");
  link_section(drawn[0]);
  link("environment", "Environment");
  link("groups", "Overview");
  link_section(drawn[1]);
  link("table", "All cases");
  std::for_each(drawn.begin() + 2, drawn.end(), link_section);
  link("each", "Each case");
}

/// Where each launch is from: to find its file again, and to see that it is the same.
void write_sources(Html& html, const Report& report, const PageRoom& room) {
  FigureTable table{{"launch", "file", "id", "start", "seed", "by", "hash"}, {}};
  for (const ReportLaunch& one : report.launches) {
    const Launch& launch = one.source.launch();
    table.rows.push_back({one.label, one.source.path, launch.ulid, launch.start,
                          is_told(launch) ? std::to_string(launch.seed) : "", launch.generator, launch.hash});
  }
  const auto details = html.element("details");
  html.leaf("summary",
            report.launches.size() == 1 ? "The launch's file and hash" : "The launches' files and hashes");
  write(html, table, room.rows);
}

void write_end(Html& html, const Report& report, const Bundle& bundle, const std::vector<Drawn>& drawn,
               const PageRoom& room) {
  const auto footer = html.element("footer");
  for (const Drawn& one : drawn)
    if (one.figures.empty())
      html.leaf("p", fmt::format("Not here: {}. It takes {}.", one.section->title, one.section->filled_by));
  if (!bundle.missing.empty()) html.leaf("p", "On this page " + bundle.missing + ".");
  write_sources(html, report, room);
  html.leaf("p",
            "All figures and verdicts were computed by gpubench; this page only draws them. It asks no "
            "network for anything.",
            {{"class", "small"}});
}

void write_body(Html& html, const Report& report, const Bundle& bundle, const std::vector<Drawn>& drawn,
                const PageRoom& room) {
  const auto body = html.element("body");
  write_header(html, report, drawn, room);
  const bool draws = !bundle.code.empty();
  const auto write_section = [&](const Drawn& one) {
    if (one.figures.empty()) return;
    const auto section = html.element("section", {{"id", one.section->id}});
    html.leaf("h2", one.section->title);
    // Beside each other where there is room.
    const auto laid = html.element("div", {{"class", one.figures.size() > 1 ? "pair" : "single"}});
    for (const Figure& figure : one.figures) write(html, figure, draws, room.rows);
  };
  {
    const auto whole = html.element("main");
    write_verdict(html, report);
    write_section(drawn.front());  // what changed belongs to the verdict
    write_environment(html, report);
    write_groups(html, report);
    write_section(drawn[1]);
    write_case_table(html, report, room);
    for (std::size_t i = 2; i < drawn.size(); ++i) write_section(drawn[i]);
    write_cases(html, report, draws, room);
  }
  write_end(html, report, bundle, drawn, room);
  html.json("theme-light", figure_theme(false));
  html.json("theme-dark", figure_theme(true));
  html.code("script", page_script());  // first: the table answers before what draws is read
  if (draws) html.code("script", bundle.code);
}

std::string page_with(const Report& report, const Bundle& bundle, const std::vector<Drawn>& drawn,
                      const PageRoom& room) {
  Html html;
  {
    const auto whole = html.element("html", {{"lang", "en"}});
    write_head(html, "gpubench report: " + shorten(report.study.name, kTitleShown), bundle);
    write_body(html, report, bundle, drawn, room);
  }
  return html.take();
}

}  // namespace

std::string make_page(const Report& report, const Bundle& bundle, std::size_t bytes_max) {
  std::vector<Drawn> drawn;
  for (const Section& section : kSections) drawn.push_back({&section, section.draw(report)});
  for (PageRoom room;; room = room.less()) {
    std::string page = page_with(report, bundle, drawn, room);
    if (page.size() < bytes_max || room == room.less()) return page;
  }
}

}  // namespace gpubench::results
