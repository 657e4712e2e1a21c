#include "harness/judging_arguments.hpp"

#include <CLI/CLI.hpp>

#include "harness/command_description.hpp"

namespace gpubench {
namespace {

/// May be repeated; takes one file at a time, so that files after it stay what they are.
CLI::Option* add_ledger(CLI::App& verb, std::vector<std::filesystem::path>& files) {
  return verb.add_option("--ledger", files, "What `gpubench calibrate` wrote here")
      ->type_name("FILE")
      ->allow_extra_args(false);
}

void add_policy(CLI::App& verb, std::filesystem::path& policy) {
  verb.add_option("--policy", policy, "Thresholds, exceptions and expected changes")->type_name("TOML");
}

void add_losses(CLI::App& verb, std::filesystem::path& loss, double& tolerance) {
  verb.add_option(
      "--loss", loss,
      "Loss curves of training runs, JSON gpubench-loss/1 or CSV: where each parts from the first");
  verb.add_option("--loss-tolerance", tolerance, "Relative difference of two losses that is borne")
      ->check(CLI::NonNegativeNumber);
}

/// Both or none, in place of FILE.
void add_sides(CLI::App& verb, CLI::Option* files, std::vector<std::filesystem::path>& baseline,
               std::vector<std::filesystem::path>& candidate) {
  CLI::Option* a = verb.add_option("--baseline", baseline, "The baseline's files");
  CLI::Option* b = verb.add_option("--candidate", candidate, "The candidate's files");
  files->excludes(a)->excludes(b);
  a->needs(b)->expected(1, -1);
  b->needs(a)->expected(1, -1);
}

template <class Command>
void add_study(CLI::App& verb, Command& command) {
  verb.add_option("-o,--output", command.output, "The study: one result file of all launches")
      ->type_name("FILE")
      ->required();
  verb.add_flag("--force", command.force, "Replace an existing study");
}

void add_words(CLI::App& verb, std::vector<std::string>& words) {
  verb.add_option("COMMAND", words, "After --: what measures; {output} in it is the launch's file")
      ->required();
}

}  // namespace

void add_options(CLI::App& verb, CompareCommand& command) {
  CLI::Option* files =
      verb.add_option("FILE", command.files,
                      "Baseline and candidate, each a file or a folder of files; or one study of both");
  add_sides(verb, files, command.baseline, command.candidate);
  CLI::Option* ledger = add_ledger(verb, command.ledger);
  CLI::Option* reference =
      verb.add_option(
              "--reference", command.reference,
              "Show FILEs beside this result file, or the kept one of this name: shares of its figures, "
              "no verdict")
          ->type_name("NAME")
          ->check([](const std::string& name) { return name.empty() ? "the name is empty" : std::string(); })
          ->needs(files)
          ->excludes(ledger);
  verb.add_option("--by", command.by, "A row a case, group or rank")
      ->check(CLI::IsMember({"case", "group", "rank"}));
  verb.add_option("--only", command.only, "changed: leave out what is equivalent or undecided")
      ->check(CLI::IsMember({"changed"}));
  verb.add_option("--case", command.distributions, "Also draw where the samples of these cases lie")
      ->type_name(kBenchmarkValue);
  CLI::Option* json = verb.add_flag("--json", command.json, "As JSON");
  CLI::Option* markdown =
      verb.add_flag("--markdown", command.markdown, "As Markdown, for a pull request")->excludes(json);
  verb.add_flag("-v,--verbose", command.verbose, "Also every fact the sides differ in, in full")
      ->excludes(json)
      ->excludes(markdown)
      ->excludes(reference);
}

void add_options(CLI::App& verb, ReproCommand& command) {
  verb.add_option("FILE", command.files, "Result files of one or several sites, or folders of them");
  add_losses(verb, command.loss, command.tolerance);
  CLI::Option* json = verb.add_flag("--json", command.json, "As JSON");
  verb.add_flag("-v,--verbose", command.verbose, "Also every fact that varies within a site")->excludes(json);
}

void add_options(CLI::App& verb, ReportCommand& command) {
  CLI::Option* files = verb.add_option(
      "FILE", command.sources.files,
      "One launch, several, a study, two sides (baseline and candidate), or the files of several sites");
  add_sides(verb, files, command.sources.baseline, command.sources.candidate);
  verb.add_option("-o,--output", command.output, "The page")->type_name("FILE")->required();
  add_policy(verb, command.sources.policy);
  add_ledger(verb, command.sources.ledger);
  add_losses(verb, command.sources.loss, command.sources.tolerance);
  verb.add_option("--topology", command.sources.topology,
                  "What `gpubench topo --json`, or `topo --measure --json`, printed there")
      ->type_name("FILE");
  verb.add_flag("--force", command.force, "Replace an existing page");
}

void add_options(CLI::App& verb, GateCommand& command) {
  verb.add_option("--baseline", command.baseline, "The baseline's files or folders")->required();
  verb.add_option("--candidate", command.candidate, "The candidate's")->required();
  add_policy(verb, command.policy);
  add_ledger(verb, command.ledger);
  verb.add_option("--junit", command.junit, "Also write the cases as JUnit's XML")->type_name("FILE");
  CLI::Option* json = verb.add_flag("--json", command.json, "As JSON");
  verb.add_flag("--github", command.github, "Also print GitHub's annotations")->excludes(json);
}

void add_options(CLI::App& verb, RepeatCommand& command) {
  add_study(verb, command);
  verb.add_option("--launches", command.launches,
                  "How many; a verdict between sites takes 5 a side; 10 where not given")
      ->check(CLI::Range(1, 999));
  add_words(verb, command.words);
}

void add_options(CLI::App& verb, DuetCommand& command) {
  add_study(verb, command);
  verb.add_option("--a", command.a, "The baseline's command, for a shell")->type_name("COMMAND")->required();
  verb.add_option("--b", command.b, "The candidate's")->type_name("COMMAND")->required();
  add_ledger(verb, command.ledger);
  add_policy(verb, command.policy);
  verb.add_option("--seed", command.seed, "Of inputs and of the order within pairs; drawn where not given");
  verb.add_flag("--json", command.json, "As JSON");
}

void add_options(CLI::App& verb, CalibrateCommand& command) {
  add_study(verb, command);
  verb.add_option("--pairs", command.pairs, "How many pairs of launches; 12 where not given")
      ->check(CLI::Range(6, 99));
  verb.add_option("--write-policy", command.policy_output,
                  "Also write a policy whose margins this machine can resolve")
      ->type_name("TOML");
  verb.add_option("--seed", command.seed, "Of inputs and of the order; drawn where not given");
  verb.add_flag("--json", command.json, "As JSON");
  add_words(verb, command.words);
}

}  // namespace gpubench
