#include "harness/cli.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "bench/api/registrar.hpp"
#include "harness/command_tree.hpp"
#include "harness/fingerprint_arguments.hpp"
#include "harness/judging_arguments.hpp"
#include "harness/reading_arguments.hpp"
#include "harness/run_arguments.hpp"
#include "harness/selection.hpp"
#include "harness/verb_words.hpp"
#include "results/error.hpp"

namespace gpubench {
namespace {

using results::UsageError;

constexpr const char* kShortHelp =
    "gpubench measures hosts: CPU, memory and MPI between ranks; proves what it timed, and writes one file.\n"
    "\n"
    "  gpubench list                        what can be measured here, and what can't and why\n"
    "  mpirun -n 8 gpubench all             measure it, in under five minutes (--profile quick: 30 s)\n"
    "  gpubench show FILE.h5                what a file says\n"
    "  gpubench compare OLD/ NEW/           what changed between two sets of files\n"
    "\n"
    "gpubench --help names every command; gpubench COMMAND --help explains one, with an example.\n";

std::vector<std::string> verbs_of(const CLI::App& app) {
  std::vector<std::string> verbs;
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; }))
    if (!verb->get_group().empty()) verbs.push_back(verb->get_name());
  return verbs;
}

std::vector<std::string> options_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

/// The command that was typed, and its words: "gpubench fingerprint diff".
std::pair<const CLI::App*, std::string> find_verb(const CLI::App& app) {
  const CLI::App* verb = &app;
  std::string words = "gpubench";
  while (!verb->get_subcommands().empty()) {
    verb = verb->get_subcommands().front();
    words += " " + verb->get_name();
  }
  return {verb, words};
}

/// What was typed and no one knows: an option, a command, or an argument too many.
void refuse_unknown(const CLI::App& app) {
  const auto [verb, where] = find_verb(app);
  // "gpubench man show": what stands in front of a command is none of its arguments.
  if (const auto before = app.remaining(false); !before.empty() && !before.front().starts_with("-"))
    throw UsageError(
        fmt::format("unknown command '{}'{}", before.front(), suggest(before.front(), verbs_of(app))));
  auto unknown = app.remaining(true);
  std::erase(unknown, "--");  // parts options from a command that follows
  if (unknown.empty()) return;
  const std::string& first = unknown.front();
  if (first.starts_with("-")) {
    const std::string name = first.substr(0, first.find('='));
    const auto near = suggest(name, options_of(*verb));
    throw UsageError(fmt::format(
        "{}: unknown option {}{}", where, name,
        near.find("did you mean") != std::string::npos ? near : fmt::format(": see {} --help", where)));
  }
  throw UsageError(fmt::format("{}: unexpected argument '{}': see {} --help", where, first, where));
}

/// CLI11's words, made one line of ours.
[[noreturn]] void refuse(const CLI::App& app, const CLI::ParseError& error) {
  const std::string where = find_verb(app).second;
  std::string what = error.what();
  std::replace(what.begin(), what.end(), '\n', ' ');
  throw UsageError(fmt::format("{}: {}: see {} --help", where, what, where));
}

/// The grammar, with what its options are bound to.
class Grammar {
 public:
  Grammar() {
    app_.require_subcommand(0, 1);
    app_.allow_extras();
    app_.set_version_flag("--version", fmt::format("gpubench {} ({})", kVersion, kBuildId));
    add_measuring_verbs();
    add_reading_verbs();
  }
  Grammar(const Grammar&) = delete;  // options are bound to members
  Grammar& operator=(const Grammar&) = delete;

  CLI::App& app() { return app_; }

  Command command(const std::vector<std::string>& arguments, const EnvironmentReader& environment) const {
    const auto chosen = app_.get_subcommands();
    const std::string verb = chosen.empty() ? "" : chosen.front()->get_name();
    if (verb == "all" || verb == "run") return RunCommand{run_.finish(arguments, environment)};
    if (verb == "list") return list_;
    if (verb == "show") return show_;
    if (verb == "recover") return recover_;
    if (verb == "verify") return verify_;
    if (verb == "compare") return compare_;
    if (verb == "repro") return repro_;
    if (verb == "report") return report_;
    if (verb == "merge") return merge_;
    if (verb == "import") return import_;
    if (verb == "export") return export_;
    if (verb == "trend") return trend_;
    if (verb == "completion") return CompletionCommand{completion_.shell, describe(app_)};
    if (verb == "manual") return finish_manual();
    if (verb == "gate") return gate_;
    if (verb == "repeat") return repeat_;
    if (verb == "duet") return duet_;
    if (verb == "calibrate") return calibrate_;
    if (verb == "fingerprint") return fingerprint_;
    if (verb == "doctor") return doctor_;
    if (verb == "topo") return topo_;
    if (verb == "first-result") return first_result_;
    return TellCommand{kShortHelp};
  }

 private:
  ManualCommand finish_manual() const {
    ManualCommand command = manual_;
    command.grammar = describe(app_);
    return command;
  }

  CLI::App& add_verb(const char* name) {
    const VerbWords& words = words_of_verb(name);
    CLI::App* verb = app_.add_subcommand(name, words.meaning)->allow_extras();
    verb->footer(footer_of(words));
    return *verb;
  }

  void add_measuring_verbs() {
    run_.add_to(add_verb("all"));
    CLI::App& run = add_verb("run");
    run_.add_selectors_to(run);
    run_.add_to(run);
    add_verb("list").add_flag("--json", list_.json, "The catalogue as JSON");
    add_options(add_verb("fingerprint"), fingerprint_);
    CLI::App& doctor = add_verb("doctor");
    doctor.add_flag("--json", doctor_.json, "As JSON");
    doctor.add_flag("--all", doctor_.all, "A line for each check that found nothing, too");
    add_topo_verb();
    CLI::App& first = *app_.add_subcommand("first-result", "Open one device and verify one operation on it");
    first.allow_extras()->group("");  // the program's own
    first.add_option("BACKEND", first_result_.backend)->required();
    first.add_option("INDEX", first_result_.index)->required();
    first.add_option("BENCHMARK", first_result_.benchmark)->required();
  }

  void add_topo_verb() {
    CLI::App& topo = add_verb("topo");
    topo.add_flag("--json", topo_.json, "As JSON");
    CLI::Option* measure = topo.add_flag(
        "--measure", topo_.measure,
        "Measure the bandwidth between all pairs of devices beside it, or where there are no two "
        "between all pairs of ranks, from host memory");
    topo.add_option("--xml", topo_.xml, "Another machine's tree, as `lstopo FILE.xml` wrote it")
        ->excludes(measure);
    CLI::Option* matrix = topo.add_option("--matrix", topo_.matrix,
                                          "Another machine's matrix, as `nvidia-smi topo -m` printed it")
                              ->excludes(measure);
    topo.add_option("--links", topo_.links, "Its links, as `nvidia-smi nvlink -s` printed them")
        ->needs(matrix);
  }

  void add_reading_verbs() {
    add_options(add_verb("show"), show_);
    add_options(add_verb("recover"), recover_);
    add_options(add_verb("verify"), verify_);
    add_options(add_verb("compare"), compare_);
    add_options(add_verb("gate"), gate_);
    add_options(add_verb("repeat"), repeat_);
    add_options(add_verb("duet"), duet_);
    add_options(add_verb("calibrate"), calibrate_);
    add_options(add_verb("merge"), merge_);
    add_options(add_verb("import"), import_);
    add_options(add_verb("export"), export_);
    add_options(add_verb("trend"), trend_);
    add_options(add_verb("repro"), repro_);
    add_options(add_verb("report"), report_);
    add_options(add_verb("completion"), completion_);
    add_options(add_verb("manual"), manual_);
  }

  CLI::App app_{"Measures hosts (CPU, memory, MPI between ranks), proves what it timed, and writes one file.",
                "gpubench"};
  RunArguments run_;
  ListCommand list_;
  ShowCommand show_;
  RecoverCommand recover_;
  VerifyCommand verify_;
  CompareCommand compare_;
  ReproCommand repro_;
  ReportCommand report_;
  MergeCommand merge_;
  ImportCommand import_;
  ExportCommand export_;
  TrendCommand trend_;
  CompletionCommand completion_;
  ManualCommand manual_;
  GateCommand gate_;
  RepeatCommand repeat_;
  DuetCommand duet_;
  CalibrateCommand calibrate_;
  FingerprintCommand fingerprint_;
  DoctorCommand doctor_;
  TopoCommand topo_;
  FirstResultCommand first_result_;
};

}  // namespace

bool is_joint(const Command& command) {
  const auto* topo = std::get_if<TopoCommand>(&command);
  const auto* fingerprint = std::get_if<FingerprintCommand>(&command);
  return std::holds_alternative<RunCommand>(command) || std::holds_alternative<FirstResultCommand>(command) ||
         (fingerprint != nullptr && needs_facts(*fingerprint)) || (topo != nullptr && topo->measure);
}

Command parse_command_line(const std::vector<std::string>& arguments, const EnvironmentReader& environment) {
  if (arguments.empty()) return TellCommand{kShortHelp};
  Grammar grammar;
  try {
    grammar.app().parse(
        std::vector<std::string>(arguments.rbegin(), arguments.rend()));  // CLI11 takes the last first
  } catch (const CLI::CallForHelp&) {
    return TellCommand{grammar.app().help()};
  } catch (const CLI::CallForVersion& version) {
    return TellCommand{fmt::format("{}\n", version.what())};
  } catch (const CLI::ParseError& error) {
    refuse_unknown(grammar.app());
    refuse(grammar.app(), error);
  }
  refuse_unknown(grammar.app());
  return grammar.command(arguments, environment);
}

}  // namespace gpubench
