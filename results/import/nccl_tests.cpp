// Output of nccl-tests (all_reduce_perf ...): each program begins with "# nThread" and is a launch; a row has
// a time out of place and one in place, each the mean over its iterations; printed again it is another
// sample.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "results/error.hpp"
#include "results/import/case_list.hpp"
#include "results/import/imported.hpp"
#include "results/import/nccl_columns.hpp"
#include "results/import/text_lines.hpp"

namespace gpubench::results {
namespace {

constexpr const char* kStarting = "# Collective test starting:";

/// What the lines above a table say of all its rows.
struct NcclRun {
  std::string name;
  std::size_t ranks = 0;
  std::set<std::string> groups;  ///< Communicators that the ranks are split into.
  Axes settings;                 ///< Those that make another operation of it, where they are not as usual.
  NcclColumns columns;
};

/// "#  Rank  0 Group  0 Pid  1 on  node device  0 [0x07] NVIDIA H100": the model alone, the rest is private.
void add_rank(ImportedLaunch& launch, NcclRun& run, const std::string& line,
              const std::vector<std::string>& words) {
  const std::size_t bracket = line.find("] ");
  if (bracket != std::string::npos)
    launch.environment.push_back(
        {"device", "cuda.model", line.substr(bracket + 2), std::to_string(run.ranks)});
  if (words.size() > 4 && words[3] == "Group") run.groups.insert(words[4]);
  ++run.ranks;
}

/// Of "# nThread 1 nGpus 2 ... agg iters: 1 validation: 1 graph: 0 unalign: 0" what is not usual.
Axes unusual_settings(const std::vector<std::string>& words) {
  Axes axes;
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    const bool aggregated = words[i - 1] == "agg" && words[i] == "iters:";
    if (aggregated && words[i + 1] != "1") axes.emplace_back("aggregated", words[i + 1]);
    if ((words[i] == "graph:" || words[i] == "unalign:") && words[i + 1] != "0")
      axes.emplace_back(words[i].substr(0, words[i].size() - 1), words[i + 1]);
  }
  return axes;
}

/// "# Blocking Enabled: wait and barrier after each inner iteration (-m)", as releases word it.
std::string blocking_of(const std::string& line) {
  if (line.find("outer") != std::string::npos) return "outer";
  return line.find("no barrier") != std::string::npos ? "wait" : "barrier";
}

Axes nccl_axes(const NcclRow& row, const NcclRun& run, bool in_place) {
  const auto key = [&](const char* name, const char* none) {
    const auto found = row.keys.find(name);
    return found == row.keys.end() ? std::string(none) : found->second;
  };
  // What a release does not print is what others print where there is none.
  Axes axes = {{"type", key("type", "none")},
               {"redop", key("redop", "none")},
               {"root", key("root", "-1")},
               {"size", key("size", "") + "B"},
               {"placement", in_place ? "in_place" : "out_of_place"}};
  if (run.columns.by_cpu) axes.emplace_back("time", "cpu");
  if (run.ranks > 0) axes.emplace_back("ranks", std::to_string(run.ranks));
  if (run.groups.size() > 1) axes.emplace_back("groups", std::to_string(run.groups.size()));
  axes.insert(axes.end(), run.settings.begin(), run.settings.end());
  return axes;
}

void add_nccl_row(CaseList& cases, const NcclRun& run, const std::vector<std::string>& words,
                  const std::string& place) {
  const NcclColumns& columns = run.columns;
  const auto row = find_nccl_row(columns, words);
  if (!row)
    throw DataError(fmt::format("{}: a row of {} words, not {} as its headers: '{}'", place, words.size(),
                                columns.keys.size() + 2 * columns.figures, words.front().substr(0, 32)));
  for (std::size_t begin = 0; begin < row->figures.size(); begin += columns.figures) {
    const std::string &time = row->figures[begin], &wrong = row->figures[begin + kNcclWrong];
    if (time == "N/A") continue;  // not measured in this placement
    if (!number_of(time)) throw DataError(fmt::format("{}: '{}' is no time", place, time.substr(0, 32)));
    ImportedCase& one = cases.at(run.name, nccl_axes(*row, run, begin > 0), "us", "cuda");
    add_printed(one, time);
    if (!columns.counts_wrong || wrong == "N/A") continue;
    const auto count = number_of(wrong);
    if (!count)
      throw DataError(fmt::format("{}: '{}' is no number of wrong elements", place, wrong.substr(0, 32)));
    if (*count > 0) one.wrong = fmt::format("nccl-tests found {} wrong elements", wrong);
  }
}

/// "# Out of bounds values : 3 FAILED": before 2.13 no row says which.
void mark_failed(std::vector<ImportedCase>& cases, const std::string& count) {
  if (std::ranges::any_of(cases, [](const ImportedCase& one) { return !one.wrong.empty(); })) return;
  for (ImportedCase& one : cases)
    one.wrong = fmt::format("nccl-tests found values out of bounds ({}) and does not say where", count);
}

}  // namespace

std::vector<ImportedLaunch> import_nccl_tests(const std::string& text, const std::string& place) {
  std::vector<ImportedLaunch> launches;
  std::vector<CaseList> cases;
  std::vector<std::string> failed;  // by launch; empty where nothing was out of bounds
  NcclRun run;
  std::string announced = "unnamed";  // releases before 2.14 do not print which it is
  for (const std::string& line : lines_of(text)) {
    const auto words = words_of(line);
    if (words.empty()) continue;
    if (line.starts_with(kStarting)) {
      announced = words.back();
      if (announced.ends_with("_perf")) announced.resize(announced.size() - 5);
    } else if (line.starts_with("# nThread ")) {
      launches.emplace_back().source = "nccl-tests";
      cases.emplace_back();
      failed.emplace_back();
      run = {"nccl_tests/" + std::exchange(announced, "unnamed"), 0, {}, unusual_settings(words), {}};
    } else if (launches.empty()) {
      continue;
    } else if (line.starts_with("#  Rank") || line.starts_with("#   Rank")) {
      add_rank(launches.back(), run, line, words);
    } else if (line.starts_with("# Blocking Enabled")) {
      run.settings.emplace_back("blocking", blocking_of(line));
    } else if (line.starts_with("# Out of bounds values") && words.back() == "FAILED") {
      failed.back() = words[words.size() - 2];
    } else if (const auto told = find_nccl_columns(words)) {
      run.columns = *told;
    } else if (number_of(words[0])) {
      add_nccl_row(cases.back(), run, words, place);
    }
  }
  for (std::size_t i = 0; i < launches.size(); ++i) {
    launches[i].cases = cases[i].take();
    if (!failed[i].empty()) mark_failed(launches[i].cases, failed[i]);
  }
  std::erase_if(launches, [](const ImportedLaunch& launch) { return launch.cases.empty(); });
  if (launches.empty()) throw DataError(place + ": a header of nccl-tests, but no row of figures");
  return launches;
}

}  // namespace gpubench::results
