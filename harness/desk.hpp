/// Desk: rank 0's side of a run: what is kept, what is told, and how it ends.
#pragma once
#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "harness/options.hpp"
#include "harness/plan.hpp"
#include "harness/progress.hpp"
#include "harness/recorder.hpp"
#include "results/error.hpp"
#include "results/model.hpp"

namespace gpubench {

class Desk {
 public:
  /// Options must outlive the desk. Throws as Recorder does.
  Desk(const RunOptions& options, const Session& session, const Plan& plan,
       std::vector<results::Fact> environment, Recorder::Clock::time_point begin);

  void begin_case(const PlannedCase& planned);
  /// Keeps the case and then tells of it. An error is kept for failure() instead: the other ranks, who wait
  /// in the next collective, must learn of it before it is thrown.
  void keep(const PlannedCase& planned, const results::Case& finished);
  const std::optional<results::Error>& failure() const { return failure_; }
  /// What more became known of the surroundings while measuring; for the end of the record.
  void set_environment(std::vector<results::Fact> environment) {
    recorder_.set_environment(std::move(environment));
  }
  /// A case failed or was wrong.
  bool bad() const { return bad_; }

  /// Builds the file and shows it; signal: what ended the run early, or 0. Throws as Recorder::finish does.
  void close(int signal);
  /// Likewise, where a rank did not come back.
  void close_stalled(const std::string& reason);
  bool closed() const { return recorder_.finished(); }

 private:
  std::ostream& notes() const;
  std::filesystem::path finish(const std::string& stop_reason);

  const RunOptions& options_;
  Recorder recorder_;
  std::optional<Progress> progress_;
  std::optional<results::Error> failure_;
  std::size_t planned_;
  std::size_t kept_ = 0;
  bool bad_ = false;
};

}  // namespace gpubench
