/// Recorder: rank 0's pen: finished cases into the journal, the journal into the file.
#pragma once
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "harness/options.hpp"
#include "harness/plan.hpp"
#include "harness/session.hpp"
#include "results/error.hpp"
#include "results/journal.hpp"
#include "results/model.hpp"

namespace gpubench {

/// The output of these options: as given, or gpubench-<UTC>-<ulid>.h5 in the working folder.
std::filesystem::path output_path(const RunOptions& options, const std::string& ulid,
                                  const std::string& start);

class Recorder {
 public:
  using Clock = std::chrono::steady_clock;

  /// Finds out before measuring whether there can be a file: throws CreateError where the output exists (and
  /// not
  /// --force) or its folder can't be written. The journal is made here, with every fact of the launch in it.
  Recorder(const RunOptions& options, const Session& session, const Plan& plan,
           std::vector<results::Fact> environment, Clock::time_point begin);

  /// Returns once the journal holds the case. Throws IoError, DataError; the message names the journal.
  void record(const results::Case& finished);
  /// Facts of the launch's end, in place of those of its begin.
  void set_environment(std::vector<results::Fact> environment) {
    launch_.environment = std::move(environment);
  }
  /// Ends the journal, builds the file from it and removes it. Returns the file. Nothing is lost where this
  /// throws: the journal stays, the message names it, and it may be called again.
  std::filesystem::path finish(const std::string& stop_reason);

  bool finished() const { return finished_; }
  const std::filesystem::path& output() const { return output_; }
  const results::Launch& launch() const { return launch_; }

 private:
  void end_journal(const std::string& stop_reason);
  results::Error explained(const results::Error& error) const;

  std::filesystem::path output_;
  bool replace_;
  Clock::time_point begin_;
  results::Launch launch_;
  std::optional<results::JournalWriter> journal_;
  std::uint32_t recorded_ = 0;
  bool ended_ = false;
  bool finished_ = false;
};

}  // namespace gpubench
