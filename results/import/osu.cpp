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

/// "# OSU MPI Allreduce Latency Test v7.4" -> "allreduce_latency"
std::string name_of(const std::string& title) {
  std::string name;
  for (const std::string& word : words_of(title.substr(kTitle.size()))) {
    if (word == "MPI" || word == "Test" || word == "/" ||
        (word.size() > 1 && word[0] == 'v' && std::isdigit(word[1])))
      continue;
    name += name.empty() ? "" : "_";
    for (const char c : word)
      name += std::isalnum(static_cast<unsigned char>(c)) != 0
                  ? static_cast<char>(std::tolower(static_cast<unsigned char>(c)))
                  : '_';
  }
  return name;
}

/// What the first column of figures is in, by the line of headers; empty where the line is none.
std::string unit_of(const std::string& header) {
  const std::size_t time = header.find("(us)"), rate = header.find("MB/s");
  if (time == std::string::npos && rate == std::string::npos) return {};
  return time < rate ? "us" : "MB/s";
}

struct OsuTable {
  std::string name, unit, datatype;
  bool sized = false;
};

void add_row(CaseList& cases, const OsuTable& table, const std::vector<std::string>& words,
             const std::string& place) {
  const std::size_t column = table.sized ? 1 : 0;
  const auto figure = words.size() > column ? number_of(words[column]) : std::nullopt;
  if (!figure || (table.sized && !number_of(words[0])))
    throw DataError(fmt::format("{}: a row of {} is no {}figure: '{}'", place, table.name,
                                table.sized ? "size and " : "",
                                fmt::format("{}", words.front()).substr(0, 32)));
  Axes axes;
  if (!table.datatype.empty()) axes.emplace_back("type", table.datatype);
  if (table.sized) axes.emplace_back("size", words[0] + "B");
  ImportedCase& one = cases.at("osu/" + table.name, axes, table.unit);
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
      table = {name_of(line), "", "", false};
    } else if (words[0] == "#" && words.size() >= 3 && words[1] == "Datatype:") {
      table.datatype = words[2].ends_with('.') ? words[2].substr(0, words[2].size() - 1) : words[2];
    } else if (line.starts_with("#")) {
      const std::string unit = unit_of(line);
      if (unit.empty()) continue;  // a remark
      table.unit = unit;
      table.sized = line.find("Size") != std::string::npos;
    } else if (!table.unit.empty() && std::isdigit(static_cast<unsigned char>(words[0][0])) != 0) {
      add_row(cases, table, words, place);
    }
  }
  launch.cases = cases.take();
  if (launch.cases.empty()) throw DataError(place + ": a title of the OSU benchmarks, but no row of figures");
  return {std::move(launch)};
}

}  // namespace gpubench::results
