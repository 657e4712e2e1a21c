// The verb that lets a candidate pass or not.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>
#include <fstream>
#include <iostream>
#include <sstream>

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

/// Lines of which GitHub would obey none: a file may name a case as its commands begin.
std::string disarmed(std::string text) {
  for (std::size_t at = 0; at != std::string::npos; at = text.find('\n', at)) {
    if (at > 0) ++at;
    const std::size_t word = text.find_first_not_of(' ', at);
    if (word != std::string::npos && text.compare(word, 2, "::") == 0) text.insert(word, "|");
  }
  return text;
}

std::string gate_text(const GateResult& result) {
  const results::Terminal terminal = results::find_terminal();
  results::ComparisonView view;
  view.width = terminal.width;
  view.color = terminal.color;
  std::ostringstream text;
  results::show(result.comparison, view, text);
  for (const std::string& note : result.notes) text << results::sanitize("policy: " + note) << '\n';
  text << "gate: " << results::conclusion_text(result) << '\n';
  return text.str();
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
    std::cout << (command.github ? disarmed(gate_text(result)) : gate_text(result));
  }
  if (command.github) std::cout << results::github_annotations(result);
  return result.code;
}

}  // namespace gpubench
