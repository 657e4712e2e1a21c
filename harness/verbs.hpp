/// Verbs: what each command does. All but `run` and `topo --measure` are one process's work: under a launcher
/// only rank 0 is asked.
#pragma once
#include "harness/cli.hpp"
#include "harness/launcher.hpp"
#include "results/error.hpp"

namespace gpubench {

/// Measures. Opens the job's world where the launcher started several processes; from then on all ranks fail
/// alike, and launcher.speaks is left to rank 0. Throws results::Error: what is asked for is unknown, or N
/// processes have no world in common.
results::ExitCode perform(const RunCommand& command, Launcher& launcher);

results::ExitCode perform(const TellCommand& command, Launcher& launcher);
results::ExitCode perform(const ListCommand& command, Launcher& launcher);
/// Throws results::Error where the file can't be read; so do recover and verify.
results::ExitCode perform(const ShowCommand& command, Launcher& launcher);
results::ExitCode perform(const RecoverCommand& command, Launcher& launcher);
/// Returns regressed where a content is not what was written.
results::ExitCode perform(const VerifyCommand& command, Launcher& launcher);
/// Returns what the comparison comes to: good, regressed, inconclusive or incomparable; good beside a
/// reference.
results::ExitCode perform(const CompareCommand& command, Launcher& launcher);
/// Returns regressed where an output is wrong, or not what its library promises.
results::ExitCode perform(const ReproCommand& command, Launcher& launcher);
/// Writes one page. Throws results::Error where a file can't be read, or the page can't be put there; then no
/// page is written.
results::ExitCode perform(const ReportCommand& command, Launcher& launcher);
results::ExitCode perform(const MergeCommand& command, Launcher& launcher);
results::ExitCode perform(const ImportCommand& command, Launcher& launcher);
/// Throws results::Error where a file can't be read or the output can't be made.
results::ExitCode perform(const ExportCommand& command, Launcher& launcher);
/// Returns good: a history says what was, not what may pass.
results::ExitCode perform(const TrendCommand& command, Launcher& launcher);
results::ExitCode perform(const CompletionCommand& command, Launcher& launcher);
/// Throws results::Error where the pages can't be put into their folder.
results::ExitCode perform(const ManualCommand& command, Launcher& launcher);
/// Returns what the gate says: good, regressed, inconclusive or incomparable.
results::ExitCode perform(const GateCommand& command, Launcher& launcher);
/// Fresh launches of a command until the study is whole; those that are there are kept, so that an
/// interrupted one goes on. Throws results::Error where a launch leaves no result. A duet returns what it
/// comes to.
results::ExitCode perform(const RepeatCommand& command, Launcher& launcher);
results::ExitCode perform(const DuetCommand& command, Launcher& launcher);
results::ExitCode perform(const CalibrateCommand& command, Launcher& launcher);
/// Of two sides: returns regressed where they differ. Throws results::Error where a file is none.
results::ExitCode perform(const FingerprintCommand& command, Launcher& launcher);
/// Returns regressed where a finding makes measurements invalid, inconclusive where there are warnings.
results::ExitCode perform(const DoctorCommand& command, Launcher& launcher);
/// Throws results::Error where a captured file is none, or --measure finds no two ranks. Returns regressed
/// where data between two ranks did not arrive as sent.
results::ExitCode perform(const TopoCommand& command, Launcher& launcher);
/// Prints one line: see FirstResult. Throws std::runtime_error where there is no such device or benchmark.
results::ExitCode perform(const FirstResultCommand& command, Launcher& launcher);

}  // namespace gpubench
