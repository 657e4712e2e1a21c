#include "harness/fingerprint_arguments.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

namespace gpubench {

bool needs_facts(const FingerprintCommand& command) {
  return command.sides.empty() || std::ranges::find(command.sides, kLiveSide) != command.sides.end();
}

void add_options(CLI::App& verb, FingerprintCommand& command) {
  verb.add_flag("--json", command.json, "As JSON");
  verb.add_flag("--identify", command.identify, "With the names of host and user");
  CLI::App* diff = verb.add_subcommand("diff", "Say in what two environments differ, what matters most first")
                       ->allow_extras();
  diff->add_option(
          "SIDE", command.sides,
          "Two of: a result file or journal, FILE@LAUNCH (from 1, or a ULID's first letters) where "
          "it holds several; what `fingerprint --json` printed; live: this machine now, and under mpirun all "
          "ranks")
      ->expected(2)
      ->required();
  diff->add_flag("--all", command.all, "Long lists whole");
  diff->add_flag("--json", command.json, "As JSON");
  diff->add_flag("--identify", command.identify, "live: with the names of host and user");
  diff->footer(
      "Examples:\n"
      "  mpirun -n 8 gpubench fingerprint diff monday.json live\n"
      "  gpubench fingerprint diff study.h5@1 study.h5@2 --all\n"
      "Exit codes:\n"
      "  0 equal\n"
      "  1 different");
}

}  // namespace gpubench
