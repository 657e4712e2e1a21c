// The verb that judges one set of launches against another.
#include <fmt/format.h>

#include <iostream>

#include "harness/verbs.hpp"
#include "results/comparison/comparison.hpp"
#include "results/comparison/distribution.hpp"
#include "results/comparison/ledger.hpp"
#include "results/comparison/show_comparison.hpp"
#include "results/error.hpp"
#include "results/terminal.hpp"

namespace gpubench {
namespace {

using results::ComparisonView;
using results::Side;

std::pair<Side, Side> open_sides(const CompareCommand& command) {
  if (!command.baseline.empty())
    return {results::open_side(command.baseline), results::open_side(command.candidate)};
  if (command.files.empty())
    throw results::UsageError(
        "gpubench compare: what with what? Give two files or folders, baseline first: see gpubench compare "
        "--help");
  if (command.files.size() > 2)
    throw results::UsageError(
        "gpubench compare: more than two: put each side's files into a folder, or name them after --baseline "
        "and --candidate");
  if (command.files.size() == 1) return results::split_study(results::open_side(command.files));
  return {results::open_side({command.files[0]}), results::open_side({command.files[1]})};
}

ComparisonView view_of(const CompareCommand& command) {
  ComparisonView view;
  view.by = command.by == "group"  ? ComparisonView::By::groups
            : command.by == "rank" ? ComparisonView::By::ranks
                                   : ComparisonView::By::cases;
  view.only_changed = !command.only.empty();
  const results::Terminal terminal = results::find_terminal();
  view.width = terminal.width;
  view.color = terminal.color;
  return view;
}

}  // namespace

results::ExitCode perform(const CompareCommand& command, Launcher&) {
  const auto [baseline, candidate] = open_sides(command);
  std::optional<results::Ledger> ledger;
  if (!command.ledger.empty()) ledger = results::Ledger::read(command.ledger);
  const results::Comparison comparison =
      results::compare(baseline, candidate, {{}, ledger ? &*ledger : nullptr, {}, {}});
  const ComparisonView view = view_of(command);
  if (command.json) {
    std::cout << results::comparison_json(comparison) << '\n';
  } else if (command.markdown) {
    std::cout << results::markdown(comparison, view);
  } else {
    results::show(comparison, view, std::cout);
    if (!command.distributions.empty())
      results::show_distributions(comparison, command.distributions, view, std::cout);
  }
  return results::exit_code(comparison);
}

}  // namespace gpubench
