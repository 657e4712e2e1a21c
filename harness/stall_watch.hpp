/// StallWatch: finds out, beside a thread that may wait inside MPI for ever, that the whole job stands still.
#pragma once
#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "harness/roll_call.hpp"
#include "harness/watchdog.hpp"

namespace gpubench {

/// Every rank has one. Where its own thread gave no word for the limit, the roll is called; where it is the
/// same once more a limit later nobody in the job has moved meanwhile, and `stalled` is called on the
/// watching thread with the ranks that are waited for, again every 20 ms until it ends the process. Only one
/// rank speaks: rank 0, which keeps the record, or where it is silent the lowest that is not.
class StallWatch {
 public:
  /// stalled: must do nothing where the run is over. Collective. The world must count its calls.
  StallWatch(World& world, std::function<void(const std::string& reason)> stalled);

  /// All is well; the job moves again within the limit. One and a half limits later it is told.
  void expect_within(Seconds limit);
  void rest();
  /// Whether every rank can be asked. One that can't may be at work while the others stand still.
  bool sees_all() const;
  /// Counted up by a rank that measures, which calls nobody meanwhile.
  std::atomic<std::uint64_t>& steps() { return steps_; }

 private:
  void look_around();
  std::optional<Roll> call_roll() const;
  bool mine_to_tell(const Roll& roll) const;

  const CallCount& calls_;
  std::atomic<std::uint64_t> steps_{0};
  RollCall roll_call_;
  std::function<void(const std::string&)> stalled_;
  std::mutex mutex_;
  std::optional<Seconds> limit_;  ///< None while resting.
  /// Only the watching thread's: what it saw last, and when it means to look again.
  std::optional<Roll> before_;
  std::chrono::steady_clock::time_point due_{};
  Watchdog watchdog_;  ///< Last: its thread uses the rest.
};

}  // namespace gpubench
