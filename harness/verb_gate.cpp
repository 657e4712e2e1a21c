// The verb that lets a candidate pass or not.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>
#include <fstream>
#include <iostream>

#include "harness/verbs.hpp"
#include "results/comparison/ledger.hpp"
#include "results/comparison/show_comparison.hpp"
#include "results/gate/gate.hpp"
#include "results/terminal.hpp"

namespace gpubench {
namespace {

using results::GateResult;

std::string today() {
  return fmt::format("{:%Y-%m-%d}", fmt::gmtime(std::time(nullptr)));
}

void write_text(const std::filesystem::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  if (!file) throw results::CreateError(fmt::format("{}: can't be written", path.string()));
  if (!(file << text).flush())
    throw results::IoError(fmt::format("{}: can't be written: is the disk full?", path.string()));
}

void show_gate(const GateResult& result) {
  const results::Terminal terminal = results::find_terminal();
  results::ComparisonView view;
  view.width = terminal.width;
  view.color = terminal.color;
  results::show(result.comparison, view, std::cout);
  for (const std::string& note : result.notes) std::cout << results::sanitize("policy: " + note) << '\n';
  std::cout << "gate: " << results::conclusion_text(result) << '\n';
}

}  // namespace

results::ExitCode perform(const GateCommand& command, Launcher&) {
  results::Policy policy;
  if (!command.policy.empty()) policy = results::read_policy(command.policy);
  std::optional<results::Ledger> ledger;
  if (!command.ledger.empty()) ledger = results::Ledger::read(command.ledger);
  const GateResult result =
      results::gate(results::open_side(command.baseline), results::open_side(command.candidate), policy,
                    ledger ? &*ledger : nullptr, today());
  if (!command.junit.empty()) write_text(command.junit, results::junit_xml(result));
  if (command.json) {
    std::cout << results::gate_json(result) << '\n';
  } else {
    show_gate(result);
  }
  if (command.github) std::cout << results::github_annotations(result);
  return result.code;
}

}  // namespace gpubench
