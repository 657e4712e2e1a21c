/// GuardedWorld: the participants of a case whose devices may fail or hang. Nobody waits for ever for a
/// participant that will not come, and one that can't go on takes the others with it, alive.
#pragma once
#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "bench/api/communicator.hpp"

namespace gpubench {

/// What became of the participants; ranks are those of the guarded world.
struct Fate {
  std::vector<int> absent;                            ///< Did not come to an agreement in time.
  std::vector<std::pair<int, std::string>> failures;  ///< Came to say that they can't go on, and why.
  bool good() const { return absent.empty() && failures.empty(); }
};

/// Of a meeting after parts that may each wait so long for a device: its last participant may have begun its
/// own wait later, and a thread may have been off its processor.
inline Seconds meeting_limit(Seconds timeout) {
  return timeout + std::max(timeout / 10, Seconds(2));
}

/// Thrown by every agreement in which somebody was absent or failed, on all who came.
struct CaseLost : std::runtime_error {
  explicit CaseLost(Fate lost) : std::runtime_error("another participant failed"), fate(std::move(lost)) {}
  Fate fate;
};

/// Each agreement is preceded by a meeting in which every participant says how it fares. Costs a message to
/// and from rank 0 of each, outside timing.
class GuardedWorld final : public World {
 public:
  /// limit: of the wait for the last participant. World must outlive this.
  GuardedWorld(World& world, Seconds limit) : world_(world), limit_(limit) {}

  /// A meeting and nothing else: the case is over for this participant. Throws CaseLost.
  void finish() { meet_all({}); }
  /// In place of this participant's next agreement: why it can't go on; not empty.
  Fate fail(const std::string& why);

  int rank() const override { return world_.rank(); }
  int size() const override { return world_.size(); }
  void barrier() override { met().barrier(); }
  void barrier_asleep() override { met().barrier_asleep(); }
  void all_reduce_max(std::span<double> values) override { met().all_reduce_max(values); }
  void all_reduce_min(std::span<double> values) override { met().all_reduce_min(values); }
  void all_reduce_sum(std::span<double> values) override { met().all_reduce_sum(values); }
  std::vector<std::string> all_gather(std::string_view text) override { return met().all_gather(text); }
  std::vector<std::string> gather(std::string_view text) override { return met().gather(text); }
  std::string broadcast(std::string_view text, int root) override { return met().broadcast(text, root); }
  std::unique_ptr<World> subgroup(std::span<const int> ranks) override { return met().subgroup(ranks); }
  Communicator* communicator() override { return world_.communicator(); }
  void abort(int exit_code) override { world_.abort(exit_code); }

 private:
  World& met() {
    meet_all({});
    return world_;
  }
  void meet_all(std::string_view failure);

  World& world_;
  Seconds limit_;
};

}  // namespace gpubench
