// The verb that lets a candidate pass or not.
#include <fmt/format.h>

#include <iostream>
#include <sstream>

#include "harness/verbs.hpp"
#include "results/clock.hpp"
#include "results/comparison/ledger.hpp"
#include "results/comparison/show_comparison.hpp"
#include "results/file_descriptor.hpp"
#include "results/gate/gate.hpp"
#include "results/terminal.hpp"

namespace gpubench {
namespace {

using results::GateResult;

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
  text << results::notes_text(result, {view.width, view.color});
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
                    ledger ? &*ledger : nullptr, results::utc_today());
  if (!command.junit.empty()) results::write_text(command.junit, results::junit_xml(result));
  if (command.json) {
    std::cout << results::gate_json(result) << '\n';
  } else {
    std::cout << (command.github ? disarmed(gate_text(result)) : gate_text(result));
  }
  if (command.github) std::cout << results::github_annotations(result);
  return result.code;
}

}  // namespace gpubench
