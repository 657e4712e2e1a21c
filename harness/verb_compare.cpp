// The verb that judges one set of launches against another, or sets one beside a reference.
#include <fmt/format.h>

#include <iostream>

#include "harness/reference_file.hpp"
#include "harness/verbs.hpp"
#include "results/comparison/comparison.hpp"
#include "results/comparison/distribution.hpp"
#include "results/comparison/ledger.hpp"
#include "results/comparison/show_comparison.hpp"
#include "results/error.hpp"
#include "results/reference/show_reference.hpp"
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
  view.verbose = command.verbose;
  return view;
}

/// What asks for verdicts, or for ranks and samples that a reference of another machine does not share.
void refuse_beside_reference(const CompareCommand& command) {
  const auto refuse = [](const char* what, const char* why) {
    throw results::UsageError(fmt::format("gpubench compare --reference: {}: {}", what, why));
  };
  if (command.by == "rank") refuse("--by rank", "ranks of two machines are not the same devices");
  if (!command.only.empty())
    refuse("--only changed", "a share is no verdict, so no case counts as changed: leave it out");
  if (!command.distributions.empty())
    refuse("--case",
           "samples are drawn where two sides are compared: gpubench compare REFERENCE.h5 FILE --case");
}

results::ExitCode show_beside_reference(const CompareCommand& command) {
  refuse_beside_reference(command);
  results::Side reference = results::open_side({find_reference(*command.reference, reference_folder())});
  reference.name = *command.reference;
  const results::Reference seen = results::refer(results::open_side(command.files), reference);
  const results::Terminal terminal = results::find_terminal();
  const results::ReferenceView view{command.by == "group", terminal.width, terminal.color};
  if (command.json) {
    std::cout << results::reference_json(seen) << '\n';
  } else if (command.markdown) {
    std::cout << results::markdown(seen, view);
  } else {
    results::show(seen, view, std::cout);
  }
  return results::ExitCode::good;
}

}  // namespace

results::ExitCode perform(const CompareCommand& command, Launcher&) {
  if (command.reference) return show_beside_reference(command);
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
