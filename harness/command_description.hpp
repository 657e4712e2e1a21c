/// CommandDescription: the grammar of the command line as data, for what tells it to people and to shells.
#pragma once
#include <string>
#include <vector>

namespace gpubench {

struct OptionDescription {
  std::vector<std::string> names;  ///< "-o", "--output"; of a positional its one name, "FILE".
  std::string value;               ///< What it takes: "FILE", "NAME"; empty: nothing, it is a flag.
  std::string meaning;
  std::vector<std::string> choices;  ///< All values that are taken; empty: not so few.
  bool required = false;
  bool several = false;  ///< Takes as many values as are given.
};

struct CommandDescription {
  std::string name;  ///< "gpubench", "compare", "diff"
  std::string meaning;
  std::string footer;  ///< As help prints it: see sections_of().
  std::vector<OptionDescription> positionals, options;
  std::vector<CommandDescription> commands;
};

/// A part of a footer: a line that ends in ":", and the indented ones under it.
struct HelpSection {
  std::string heading;             ///< "Examples", "Exit codes", "Files"; empty: what stands above all.
  std::vector<std::string> lines;  ///< Without their indentation.
};

std::vector<HelpSection> sections_of(const std::string& footer);

/// The value of options and positionals that name benchmarks of the catalogue.
inline constexpr const char* kBenchmarkValue = "BENCHMARK";

}  // namespace gpubench
