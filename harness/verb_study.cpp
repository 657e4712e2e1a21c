// The verbs that start fresh launches of somebody's command and keep them as one study: repeat, duet,
// calibrate.
#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <iostream>
#include <thread>

#include "harness/interrupt.hpp"
#include "harness/order.hpp"
#include "harness/plan.hpp"
#include "harness/study/cooling.hpp"
#include "harness/study/launch_series.hpp"
#include "harness/verbs.hpp"
#include "results/clock.hpp"
#include "results/comparison/duet_gate.hpp"
#include "results/comparison/ledger.hpp"
#include "results/comparison/show_comparison.hpp"
#include "results/comparison/show_ledger.hpp"
#include "results/file_descriptor.hpp"
#include "results/gate/gate.hpp"
#include "results/gate/margins.hpp"
#include "results/merge.hpp"
#include "results/output_place.hpp"
#include "results/terminal.hpp"
#include "results/ulid.hpp"

namespace gpubench {
namespace {

namespace fs = std::filesystem;
using results::DuetGate;
using results::ExitCode;
using results::kLooks;

/// What launches of one study have in common and no others have, so that pairs of two studies are told apart:
/// the batch system's name of the job, and a name of its own.
std::string allocation_name() {
  for (const char* variable : {"SLURM_JOB_ID", "PBS_JOBID", "LSB_JOBID", "FLUX_JOB_ID"}) {
    if (const char* value = std::getenv(variable); value != nullptr && *value != '\0')
      return fmt::format("{}/{}", value, results::make_ulid());
  }
  return results::make_ulid();
}

Cooling make_cooling() {
  return Cooling(
      [] {
        Temperatures all = device_temperatures();
        all.merge(processor_temperatures(SystemFiles()));
        return all;
      },
      [](Seconds time) { std::this_thread::sleep_for(time); });
}

/// Pairs of launches of two commands, in a folder that outlives this process.
class Pairs {
 public:
  Pairs(const StudyFolder& folder, std::size_t planned, const LaunchWords& a, const LaunchWords& b)
      : folder_(folder), words_{a, b}, series_(folder, 2 * planned, &std::cerr) {}

  /// Measures what is missing of the first so many, of those not there yet only the cases given; all where
  /// empty.
  void require(std::size_t count, const std::string& cases) {
    for (; held_ < count; ++held_) {
      // Which of the two comes first is drawn for each pair.
      for (const std::size_t side : shuffled_pair(held_)) measure(held_, side, cases);
    }
  }
  std::vector<fs::path> files_of(std::size_t side) const {
    std::vector<fs::path> files;
    for (std::size_t pair = 0; pair < held_; ++pair) files.push_back(folder_.file(name_of(pair, side)));
    return files;
  }
  std::vector<fs::path> files() const {
    std::vector<fs::path> all = files_of(0);
    for (fs::path& file : files_of(1)) all.push_back(std::move(file));
    return all;
  }

 private:
  std::vector<std::size_t> shuffled_pair(std::size_t pair) const {
    return shuffled_order(2, folder_.plan().seed + pair);
  }
  static std::string name_of(std::size_t pair, std::size_t side) {
    return fmt::format("pair-{:02}-{}", pair + 1, side == 0 ? "a" : "b");
  }
  void measure(std::size_t pair, std::size_t side, const std::string& cases) {
    const std::string name = name_of(pair, side);
    if (!folder_.has(name)) {
      if (const Seconds waited = cooling_.wait(); waited > Seconds(0))
        std::cerr << fmt::format("waited {:.0f} s until it was as cool as the first launch began\n",
                                 waited.count());
    }
    LaunchOrder order;
    order.pair = static_cast<std::int64_t>(pair);
    order.position = side == 0 ? "A" : "B";
    order.allocation = folder_.plan().allocation;
    order.seed = (folder_.plan().seed + pair) & ((1ULL << 53) - 1);
    order.cases = cases;
    series_.require(name, words_[side], order);
  }

  const StudyFolder& folder_;
  std::array<LaunchWords, 2> words_;
  LaunchSeries series_;
  Cooling cooling_ = make_cooling();
  std::size_t held_ = 0;
};

/// Lines of case_words(): what the undecided ones are asked for by. Empty, which is all, where the
/// environment could not carry them.
std::string cases_text(const std::vector<results::CaseKey>& keys) {
  std::string text;
  for (const results::CaseKey& key : keys) text += case_words(key.backend, key.name, key.axes) + "\n";
  return text.size() > kVariableMax ? std::string() : text;
}

results::ComparisonView terminal_view() {
  const results::Terminal terminal = results::find_terminal();
  results::ComparisonView view;
  view.width = terminal.width;
  view.color = terminal.color;
  return view;
}

void tell_look(const DuetGate& gate, std::size_t pairs) {
  std::cerr << fmt::format("{} pairs: {} of {} cases decided\n", pairs,
                           gate.family() - gate.undecided().size(), gate.family());
}

std::optional<results::Ledger> read_ledger(const std::vector<fs::path>& files) {
  if (files.empty()) return std::nullopt;
  return results::Ledger::read(files);
}

void write_study(const std::vector<fs::path>& launches, const fs::path& output, bool force,
                 StudyFolder& folder) {
  results::merge(launches, output, force);
  if (!folder.remove(launches))
    std::cerr << results::sanitize(fmt::format("{}: kept: what is not in the study", folder.path().string()))
              << '\n';
}

/// Before hours of launches: what would fail after them.
void require_policy_place(const CalibrateCommand& command) {
  const fs::path& policy = command.policy_output;
  results::require_output_place(policy, command.force, "--write-policy");
  if (fs::weakly_canonical(policy) == fs::weakly_canonical(command.output))
    throw results::UsageError(
        fmt::format("{}: is where the study goes: give --write-policy another name", policy.string()));
  if (!fs::is_directory(fs::absolute(policy).parent_path()))
    throw results::CreateError(fmt::format(
        "{}: its folder is not there: make it, or give --write-policy another name", policy.string()));
}

}  // namespace

ExitCode perform(const RepeatCommand& command, Launcher&) {
  block_interrupts();
  results::require_output_place(command.output, command.force);
  StudyFolder folder(command.output, {"repeat", command.words, 0, allocation_name()});
  LaunchSeries series(folder, command.launches, &std::cerr);
  LaunchOrder order;
  order.allocation = folder.plan().allocation;
  std::vector<fs::path> files;
  for (std::size_t i = 1; i <= command.launches; ++i) {
    const std::string name = fmt::format("launch-{:03}", i);
    series.require(name, command.words, order);
    files.push_back(folder.file(name));
  }
  write_study(files, command.output, command.force, folder);
  std::cout << results::sanitize(fmt::format("{0} holds {1} launches: gpubench compare {0} OTHER.h5",
                                             command.output.string(), files.size()))
            << '\n';
  return ExitCode::good;
}

ExitCode perform(const DuetCommand& command, Launcher&) {
  block_interrupts();
  results::require_output_place(command.output, command.force);
  const auto ledger = read_ledger(command.ledger);
  results::Policy policy;
  if (!command.policy.empty()) policy = results::read_policy(command.policy);
  const results::CompareRules rules = results::rules_of(policy, ledger ? &*ledger : nullptr);
  StudyFolder folder(command.output,
                     {"duet", {command.a, command.b}, command.seed.value_or(draw_seed()), allocation_name()});
  Pairs pairs(folder, kLooks.back(), shell_words(command.a), shell_words(command.b));
  DuetGate gate(rules.thresholds, rules.bounds);
  while (!gate.done()) {
    const std::size_t look = gate.next_look();
    pairs.require(look, cases_text(gate.undecided()));
    results::Side a = results::open_side(pairs.files_of(0)), b = results::open_side(pairs.files_of(1));
    a.name = command.a;
    b.name = command.b;
    gate.look_at(look, results::compare(a, b, rules));
    tell_look(gate, look);
  }
  write_study(pairs.files(), command.output, command.force, folder);
  const bool plain = command.policy.empty();
  if (plain) policy.min_gated = 0;  // a policy's rule; without one the comparison's own code holds
  const results::GateResult result = results::judge(gate.comparison(), policy, results::utc_today());
  if (command.json) {
    std::cout << (plain ? results::comparison_json(result.comparison) : results::gate_json(result)) << '\n';
  } else {
    const results::ComparisonView view = terminal_view();
    results::show(result.comparison, view, std::cout);
    if (!plain) std::cout << results::notes_text(result, {view.width, view.color});
  }
  return result.code;
}

ExitCode perform(const CalibrateCommand& command, Launcher&) {
  block_interrupts();
  results::require_output_place(command.output, command.force);
  if (!command.policy_output.empty()) require_policy_place(command);
  StudyFolder folder(command.output,
                     {"calibrate", command.words, command.seed.value_or(draw_seed()), allocation_name()});
  Pairs pairs(folder, command.pairs, command.words, command.words);
  pairs.require(command.pairs, "");
  write_study(pairs.files(), command.output, command.force, folder);
  const auto ledger = results::Ledger::read({command.output});
  if (!command.policy_output.empty())
    results::write_text(command.policy_output, results::margins_policy(ledger));
  if (command.json) {
    std::cout << results::ledger_json(ledger) << '\n';
  } else {
    results::show_ledger(ledger, terminal_view(), std::cout);
  }
  return ExitCode::good;
}

}  // namespace gpubench
