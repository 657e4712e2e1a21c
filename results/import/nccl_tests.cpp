// Output of nccl-tests (all_reduce_perf ...): each program begins with "# nThread" and is a launch; a row has
// a time out of place and one in place, each the mean over its iterations; printed again it is another
// sample.
#include <fmt/format.h>

#include "results/error.hpp"
#include "results/import/case_list.hpp"
#include "results/import/imported.hpp"
#include "results/import/text_lines.hpp"

namespace gpubench::results {
namespace {

/// size, count, type, redop, root, then time, algbw, busbw and #wrong of either placement.
constexpr std::size_t kKeys = 5, kFigures = 4, kWords = kKeys + 2 * kFigures;
constexpr const char* kStarting = "# Collective test starting:";

/// "#  Rank  0 Group  0 Pid  1 on  node device  0 [0x07] NVIDIA H100": the model alone, the rest is private.
void add_rank(ImportedLaunch& launch, const std::string& line, std::size_t& ranks) {
  const std::size_t bracket = line.find("] ");
  if (bracket != std::string::npos)
    launch.environment.push_back({"device", "cuda.model", line.substr(bracket + 2), std::to_string(ranks)});
  ++ranks;
}

void add_row(CaseList& cases, const std::vector<std::string>& words, const std::string& name,
             std::size_t ranks, const std::string& place) {
  if (words.size() < kWords)
    throw DataError(fmt::format("{}: a row of {} words, not {}: '{}'", place, words.size(), kWords,
                                words.front().substr(0, 32)));
  for (const std::size_t begin : {kKeys, kKeys + kFigures}) {
    const auto time = number_of(words[begin]);
    if (words[begin] == "N/A") continue;  // not measured in this placement
    if (!time) throw DataError(fmt::format("{}: '{}' is no time", place, words[begin].substr(0, 32)));
    Axes axes = {{"type", words[2]},
                 {"redop", words[3]},
                 {"root", words[4]},
                 {"size", words[0] + "B"},
                 {"placement", begin == kKeys ? "out_of_place" : "in_place"}};
    if (ranks > 0) axes.emplace_back("ranks", std::to_string(ranks));
    ImportedCase& one = cases.at(name, axes, "us", "cuda");
    add_printed(one, words[begin]);
    const std::string& wrong = words[begin + kFigures - 1];
    if (const auto count = number_of(wrong); count && *count > 0)
      one.wrong = fmt::format("nccl-tests found {} wrong elements", wrong);
  }
}

}  // namespace

std::vector<ImportedLaunch> import_nccl_tests(const std::string& text, const std::string& place) {
  std::vector<ImportedLaunch> launches;
  std::vector<CaseList> cases;
  std::size_t ranks = 0;
  const std::string unnamed = "nccl_tests/unnamed";  // older releases do not print which it is
  std::string name = unnamed, announced;
  for (const std::string& line : lines_of(text)) {
    const auto words = words_of(line);
    if (words.empty()) continue;
    if (line.starts_with(kStarting)) {
      announced = words.back();
      if (announced.ends_with("_perf")) announced.resize(announced.size() - 5);
      name = "nccl_tests/" + announced;
    } else if (line.starts_with("# nThread ")) {
      launches.emplace_back().source = "nccl-tests";
      cases.emplace_back();
      ranks = 0;
      if (announced.empty()) name = unnamed;
      announced.clear();
    } else if (line.starts_with("#  Rank") || line.starts_with("#   Rank")) {
      if (!launches.empty()) add_rank(launches.back(), line, ranks);
    } else if (number_of(words[0]) && !launches.empty()) {
      add_row(cases.back(), words, name, ranks, place);
    }
  }
  for (std::size_t i = 0; i < launches.size(); ++i) launches[i].cases = cases[i].take();
  std::erase_if(launches, [](const ImportedLaunch& launch) { return launch.cases.empty(); });
  if (launches.empty()) throw DataError(place + ": a header of nccl-tests, but no row of figures");
  return launches;
}

}  // namespace gpubench::results
