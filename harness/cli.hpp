/// Cli: argv made a command. Knows words and options; opens nothing and prints nothing.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "harness/command_description.hpp"
#include "harness/launcher.hpp"
#include "harness/options.hpp"
#include "results/report/report.hpp"
#include "results/repro/loss_curves.hpp"

namespace gpubench {

/// --help, --version, or no argument at all: a text for standard output.
struct TellCommand {
  std::string text;
};
struct RunCommand {
  RunOptions options;
};
struct ListCommand {
  bool json = false;
};
struct ShowCommand {
  std::filesystem::path file;
  bool json = false;
  bool verbose = false;
};
struct RecoverCommand {
  std::filesystem::path journal;
  std::filesystem::path output;  ///< Empty: the journal's name without ".journal".
  bool force = false;
};
struct VerifyCommand {
  std::vector<std::filesystem::path> files;
  std::filesystem::path image;  ///< The lock of an image; empty where none was named.
};
struct CompareCommand {
  std::vector<std::filesystem::path> files;  ///< A study, or baseline and candidate; else the two below.
  std::vector<std::filesystem::path> baseline, candidate;
  std::vector<std::filesystem::path> ledger;  ///< What `calibrate` wrote.
  std::string by = "case";                    ///< case, group, rank
  std::string only;                           ///< "changed"; empty: all.
  std::string distributions;                  ///< Of cases with this name, where samples lie; empty: of none.
  /// A file or a kept reference's name: no sides are compared. None: they are.
  std::optional<std::string> reference;
  bool json = false;
  bool markdown = false;
  bool verbose = false;
};
struct ReproCommand {
  std::vector<std::filesystem::path> files;  ///< Of a study; may be empty where losses are given.
  std::filesystem::path loss;                ///< Loss curves; empty: none.
  double tolerance = results::kLossTolerance;
  bool json = false;
  bool verbose = false;
};
struct ReportCommand {
  results::ReportSources sources;
  std::filesystem::path output;
  bool force = false;
};
struct MergeCommand {
  std::vector<std::filesystem::path> files;
  std::filesystem::path output;
  bool force = false;
};
struct ImportCommand {
  std::vector<std::filesystem::path> files;
  std::filesystem::path output;
  std::string site;
  bool force = false;
};
struct ExportCommand {
  std::vector<std::filesystem::path> files;
  std::string format;
  std::filesystem::path output;  ///< Empty: standard output.
  std::filesystem::path loss;    ///< Loss curves, for mlflow; empty: none.
  bool samples = false;
  bool force = false;
};
struct TrendCommand {
  std::vector<std::filesystem::path> files;
  std::string cases;      ///< A glob over names; empty: all.
  bool launches = false;  ///< Each launch of each case too.
  bool json = false;
  bool markdown = false;
};
struct CompletionCommand {
  std::string shell;  ///< bash, zsh, fish
  CommandDescription grammar;
};
struct ManualCommand {
  std::string verb;             ///< Empty: the page of the program.
  std::filesystem::path pages;  ///< A folder for all pages; empty: none.
  bool markdown = false;        ///< Every command on one page.
  CommandDescription grammar;
};
struct GateCommand {
  std::vector<std::filesystem::path> baseline, candidate, ledger;
  std::filesystem::path policy;  ///< Empty: what a policy without entries says.
  std::filesystem::path junit;   ///< Where to write JUnit's XML; empty: nowhere.
  bool json = false;
  bool github = false;
};
struct RepeatCommand {
  std::vector<std::string> words;  ///< Of the command that measures.
  std::size_t launches = 10;
  std::filesystem::path output;
  bool force = false;
};
struct DuetCommand {
  std::string a, b;  ///< For a shell.
  std::filesystem::path output;
  std::vector<std::filesystem::path> ledger;
  std::filesystem::path policy;
  std::optional<std::uint64_t> seed;
  bool force = false;
  bool json = false;
};
struct CalibrateCommand {
  std::vector<std::string> words;
  std::size_t pairs = 12;
  std::filesystem::path output;
  std::filesystem::path policy_output;
  std::optional<std::uint64_t> seed;
  bool force = false;
  bool json = false;
};
struct FingerprintCommand {
  bool json = false;
  bool identify = false;  ///< With the names of host and user.
  /// Of `fingerprint diff`: two files, or "live"; empty: the facts are printed.
  std::vector<std::string> sides;
  bool all = false;  ///< Long lists of differences whole.
};
/// The side of `fingerprint diff` that is what `fingerprint` would print.
inline constexpr const char* kLiveSide = "live";
struct DoctorCommand {
  bool json = false;
  bool all = false;  ///< What is good a line each.
};

struct TopoCommand {
  bool json = false;
  bool measure = false;                      ///< By all ranks of the job.
  std::filesystem::path xml, matrix, links;  ///< Captured on another machine; empty: this one.
};

/// Of a process that launch/cold_start starts; not among the commands that help names.
struct FirstResultCommand {
  std::string backend;
  int index = 0;
  std::string benchmark;
};

using Command =
    std::variant<TellCommand, RunCommand, ListCommand, ShowCommand, RecoverCommand, VerifyCommand,
                 CompareCommand, MergeCommand, ImportCommand, ExportCommand, TrendCommand, ReproCommand,
                 ReportCommand, CompletionCommand, ManualCommand, GateCommand, RepeatCommand, DuetCommand,
                 CalibrateCommand, FingerprintCommand, DoctorCommand, TopoCommand, FirstResultCommand>;

/// Does every rank of the job take part? Else only rank 0 is asked. (A first result is the part of any.)
bool is_joint(const Command& command);

/// Arguments without the program's name. Throws results::UsageError: one line that says what, where and what
/// to do.
Command parse_command_line(const std::vector<std::string>& arguments, const EnvironmentReader& environment);

}  // namespace gpubench
