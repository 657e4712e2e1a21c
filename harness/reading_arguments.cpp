#include "harness/reading_arguments.hpp"

#include <CLI/CLI.hpp>

#include "harness/command_description.hpp"
#include "harness/verb_words.hpp"
#include "results/export/exporter.hpp"

namespace gpubench {
namespace {

std::vector<std::string> export_names() {
  std::vector<std::string> names;
  for (const results::ExportFormat& format : results::export_formats()) names.emplace_back(format.name);
  names.emplace_back("mlflow");
  return names;
}

void add_files(CLI::App& verb, std::vector<std::filesystem::path>& files, const char* meaning) {
  verb.add_option("FILE", files, meaning)->required();
}

/// Where a verb writes, and whether it may replace what is there.
template <class Command>
void add_output(CLI::App& verb, Command& command, const char* meaning) {
  verb.add_option("-o,--output", command.output, meaning)
      ->type_name("FILE")
      ->check([](const std::string& name) { return name.empty() ? "the name is empty" : std::string(); });
  verb.add_flag("--force", command.force, "Replace an existing file");
}

}  // namespace

void add_options(CLI::App& verb, ShowCommand& command) {
  verb.add_option("FILE", command.file, "Result file or journal")->required();
  CLI::Option* json = verb.add_flag("--json", command.json, "As JSON");
  verb.add_flag("-v,--verbose", command.verbose,
                "Also what is behind each row: samples, ranks, work, check, disturbances, wall time, facts")
      ->excludes(json);
}

void add_options(CLI::App& verb, RecoverCommand& command) {
  verb.add_option("JOURNAL", command.journal, "The journal beside the planned result file")->required();
  add_output(verb, command, "Result file; without it the journal's name less .journal");
}

void add_options(CLI::App& verb, VerifyCommand& command) {
  add_files(verb, command.files, "Result files");
  verb.add_option("--image", command.image,
                  "A lock of scripts/image/lock: was it measured in the image of that lock?");
}

void add_options(CLI::App& verb, MergeCommand& command) {
  add_files(verb, command.files, "Result files");
  add_output(verb, command, "The study");
  verb.get_option("--output")->required();
}

void add_options(CLI::App& verb, ImportCommand& command) {
  add_files(verb, command.files, "Texts in any of these formats; each at least a launch");
  add_output(verb, command, "The result file");
  verb.get_option("--output")->required();
  verb.add_option("--site", command.site, "Where they were measured, where they do not tell");
}

void add_options(CLI::App& verb, ExportCommand& command) {
  add_files(verb, command.files, "Result files, or folders of them");
  verb.add_option("--format", command.format, "What reads it; results/EXPORT.md describes each")
      ->required()
      ->check(CLI::IsMember(export_names()));
  add_output(verb, command, "The file, mlflow's folder; without it standard output");
  verb.add_flag("--samples", command.samples,
                "Samples too (csv, json, google-benchmark, mlflow), not figures of cases alone");
  verb.add_option("--loss", command.loss, "mlflow: also loss curves, JSON gpubench-loss/1 or CSV, a run each")
      ->type_name("FILE");
}

void add_options(CLI::App& verb, TrendCommand& command) {
  add_files(verb, command.files, "Result files of one machine, or folders of them");
  verb.add_option("--case", command.cases, "Only cases whose name or its last part this glob matches")
      ->type_name(kBenchmarkValue);
  CLI::Option* launches =
      verb.add_flag("--launches", command.launches, "Also a row a launch: its level, interval and image");
  CLI::Option* json = verb.add_flag("--json", command.json, "As JSON, launches and all")->excludes(launches);
  verb.add_flag("--markdown", command.markdown, "As Markdown")->excludes(json)->excludes(launches);
}

void add_options(CLI::App& verb, CompletionCommand& command) {
  verb.add_option("SHELL", command.shell, "The shell")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
}

void add_options(CLI::App& verb, ManualCommand& command) {
  std::vector<std::string> names;
  for (const VerbWords& words : verb_words()) names.emplace_back(words.name);
  CLI::Option* one = verb.add_option("COMMAND", command.verb, "Whose page; without it the program's")
                         ->check(CLI::IsMember(names));
  CLI::Option* all =
      verb.add_option("--all", command.pages, "Write every page into this folder, as man looks for them")
          ->type_name("FOLDER")
          ->excludes(one);
  verb.add_flag("--markdown", command.markdown, "All commands as one page of Markdown")
      ->excludes(one)
      ->excludes(all);
}

}  // namespace gpubench
