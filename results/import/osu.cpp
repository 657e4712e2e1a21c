// Output of the OSU micro-benchmarks: "# OSU MPI Allreduce Latency Test v7.4", a line of headers, a row a
// size. A test that is printed again in the same file is another sample of the same launch.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "results/error.hpp"
#include "results/import/case_list.hpp"
#include "results/import/imported.hpp"
#include "results/import/text_lines.hpp"

namespace gpubench::results {
namespace {

constexpr std::string_view kTitle = "# OSU ";

struct OsuTable {
  std::string name, unit, datatype;
  std::string backend = "host";
  Axes settings;  ///< Of the whole table: pairs, window, synchronization, buffers.
  bool sized = false;
};

std::string lower_word(std::string text) {
  for (char& c : text)
    c = std::isalnum(static_cast<unsigned char>(c)) != 0
            ? static_cast<char>(std::tolower(static_cast<unsigned char>(c)))
            : '_';
  return text;
}

/// "# OSU MPI-CUDA Allreduce Latency Test v7.4" -> "allreduce_latency" of backend cuda.
OsuTable osu_table(const std::string& title) {
  OsuTable table;
  for (std::string word : words_of(title.substr(kTitle.size()))) {
    for (const std::string_view suffix : {"-CUDA", "-ROCM", "-OPENACC", "-MANAGED"}) {
      if (!word.ends_with(suffix)) continue;
      table.backend = lower_word(std::string(suffix.substr(1)));
      word = word.substr(0, word.size() - suffix.size());
    }
    if (word == "MPI" || word == "Test" || word == "/" ||
        (word.size() > 1 && word[0] == 'v' && std::isdigit(static_cast<unsigned char>(word[1])) != 0))
      continue;
    table.name += (table.name.empty() ? "" : "_") + lower_word(word);
  }
  return table;
}

/// What a remark says of all rows under it: without it tables of other settings would pass for samples of one
/// case.
void note_settings(OsuTable& table, const std::vector<std::string>& words, const std::string& place) {
  std::string buffers;
  const auto set = [&](const char* axis, std::string value) {
    std::erase_if(table.settings, [&](const auto& one) { return one.first == axis; });
    table.settings.emplace_back(axis, std::move(value));
  };
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    if (words[i] == "pairs:") set("pairs", words[i + 1]);
    if (words[i] == "size:" && words[i - 1] == "window") set("window", words[i + 1]);
    if (words[i] == "creation:") set("window", words[i + 1]);
    if (words[i] == "Synchronization:") set("synchronization", words[i + 1]);
  }
  for (const std::string& word : words)  // "Send Buffer on DEVICE (D) and Receive Buffer on HOST (H)"
    if (word.size() == 3 && word.front() == '(' && word.back() == ')')
      buffers += (buffers.empty() ? "" : "-") + word.substr(1, 1);
  if (!buffers.empty()) set("buffers", buffers);
  if (std::ranges::find(words, "varied") != words.end())
    throw DataError(
        fmt::format("{}: {} with windows of varied size has a row of many figures: run it without -V", place,
                    table.name));
}

/// What the first column of figures is in, by the line of headers; empty where the line is none.
std::string unit_of(const std::string& header) {
  const std::size_t time = header.find("(us)"), rate = header.find("MB/s");
  if (time == std::string::npos && rate == std::string::npos) return {};
  return time < rate ? "us" : "MB/s";
}

void add_osu_row(CaseList& cases, const OsuTable& table, const std::vector<std::string>& words,
                 const std::string& place) {
  const std::size_t column = table.sized ? 1 : 0;
  const auto figure = words.size() > column ? number_of(words[column]) : std::nullopt;
  if (!figure || (table.sized && !number_of(words[0])))
    throw DataError(fmt::format("{}: a row of {} is no {}figure: '{}'", place, table.name,
                                table.sized ? "size and " : "",
                                fmt::format("{}", words.front()).substr(0, 32)));
  Axes axes = table.settings;
  if (!table.datatype.empty()) axes.emplace_back("type", table.datatype);
  if (table.sized) axes.emplace_back("size", words[0] + "B");
  ImportedCase& one = cases.at("osu/" + table.name, axes, table.unit, table.backend);
  add_printed(one, words[column]);
  if (std::ranges::find(words, "Fail") != words.end()) one.wrong = "the benchmark's own validation failed";
}

}  // namespace

std::vector<ImportedLaunch> import_osu(const std::string& text, const std::string& place) {
  ImportedLaunch launch;
  launch.source = "OSU micro-benchmarks";
  CaseList cases;
  OsuTable table;
  for (const std::string& line : lines_of(text)) {
    const auto words = words_of(line);
    if (words.empty()) continue;
    if (line.starts_with(kTitle)) {
      table = osu_table(line);
    } else if (words[0] == "#" && words.size() >= 3 && words[1] == "Datatype:") {
      table.datatype = words[2].ends_with('.') ? words[2].substr(0, words[2].size() - 1) : words[2];
    } else if (line.starts_with("#")) {
      const std::string unit = unit_of(line);
      if (unit.empty()) {
        note_settings(table, words, place);
        continue;
      }
      table.unit = unit;
      table.sized = line.find("Size") != std::string::npos;
    } else if (!table.unit.empty() && std::isdigit(static_cast<unsigned char>(words[0][0])) != 0) {
      add_osu_row(cases, table, words, place);
    }
  }
  launch.cases = cases.take();
  if (launch.cases.empty()) throw DataError(place + ": a title of the OSU benchmarks, but no row of figures");
  return {std::move(launch)};
}

}  // namespace gpubench::results
