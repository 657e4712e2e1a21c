// The verb that says how reproducible a study is.
#include <iostream>
#include <optional>

#include "harness/verbs.hpp"
#include "results/error.hpp"
#include "results/repro/show_repro.hpp"
#include "results/terminal.hpp"

namespace gpubench {
namespace {

using results::LossComparison;
using results::LossRun;

/// Each run beside the first.
std::vector<LossComparison> compare_all_losses(const ReproCommand& command) {
  std::vector<LossComparison> losses;
  if (command.loss.empty()) return losses;
  const std::vector<LossRun> runs = results::read_loss_runs(command.loss);
  for (std::size_t i = 1; i < runs.size(); ++i)
    losses.push_back(results::compare_losses(runs.front(), runs[i], command.tolerance));
  return losses;
}

}  // namespace

results::ExitCode perform(const ReproCommand& command, Launcher&) {
  if (command.files.empty() && command.loss.empty())
    throw results::UsageError(
        "gpubench repro: of what? Give the result files or folders of a study: see gpubench repro --help");
  const std::vector<LossComparison> losses = compare_all_losses(command);
  std::optional<results::Repro> repro;
  if (!command.files.empty()) repro = results::reproduce(results::open_side(command.files));
  if (command.json) {
    std::cout << results::repro_json(repro ? &*repro : nullptr, losses, command.tolerance) << '\n';
  } else {
    const results::Terminal terminal = results::find_terminal();
    if (repro) results::show(*repro, {terminal.width, terminal.color, command.verbose}, std::cout);
    results::show(losses, command.tolerance, std::cout);
  }
  return repro && results::count_broken(*repro) > 0 ? results::ExitCode::regressed : results::ExitCode::good;
}

}  // namespace gpubench
