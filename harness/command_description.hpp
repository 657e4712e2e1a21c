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
};

struct CommandDescription {
  std::string name;  ///< "gpubench", "compare", "diff"
  std::string meaning;
  std::string footer;  ///< Examples, as help prints them.
  std::vector<OptionDescription> positionals, options;
  std::vector<CommandDescription> commands;
};

/// The value of options and positionals that name benchmarks of the catalogue.
inline constexpr const char* kBenchmarkValue = "BENCHMARK";

}  // namespace gpubench
