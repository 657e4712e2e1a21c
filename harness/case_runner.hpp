/// CaseRunner: one planned case over the ranks that take part, from buffers to rank 0's record.
#pragma once
#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "harness/backends.hpp"
#include "harness/communicators.hpp"
#include "harness/disturbance.hpp"
#include "harness/guarded_world.hpp"
#include "harness/limits.hpp"
#include "harness/plan.hpp"
#include "harness/rank_report.hpp"
#include "harness/session.hpp"
#include "harness/stall_watch.hpp"
#include "harness/turns.hpp"
#include "results/model.hpp"

namespace gpubench {

class CaseRunner {
 public:
  /// watch: null where there are no other ranks to miss. References must outlive the runner. Every rank of
  /// the world has one and calls run() with the same cases.
  CaseRunner(World& world, const Session& session, Catalogue& catalogue, Devices& devices,
             const RunOptions& options, const std::atomic<int>& interrupted, StallWatch* watch = nullptr);

  /// Of the cases from now on; the same on every rank.
  void set_limits(const Limits& limits) { limits_ = limits; }
  /// Measures the case on its participants while the others sleep. The record on rank 0, nothing elsewhere or
  /// where the case was interrupted. A participant that fails before measuring makes a failed record. One
  /// that fails later, between collectives of several participants, makes a failed record too where it
  /// measures a device, and the cases of a device that was lost are skipped from then on; on the host it ends
  /// the job, since its partners wait inside the library.
  std::optional<results::Case> run(const PlannedCase& planned, std::uint32_t order);
  /// Not empty: why the job can't go on, on the ranks that know: a participant did not come back. The world
  /// is then good for abort() only.
  const std::string& stalled() const { return stalled_; }

 private:
  std::vector<int> participants_of(const PlannedCase& planned) const;
  World* group_of(const std::vector<int>& ranks);
  void watch_over(const PlannedCase& planned);
  bool one_by_one(const PlannedCase& planned, const World& group) const;
  results::Case record_of(const PlannedCase& planned, std::uint32_t order, const std::vector<int>& ranks,
                          const std::vector<RankReport>& reports, bool alone) const;

  static std::unique_ptr<Trial> make_trial(const PlannedCase& planned, Context& context);
  RankReport measure_on_host(const PlannedCase& planned, World& group);
  void measure_on_host(const PlannedCase& planned, Trial& trial, Backend& backend, World& group,
                       RankReport& report);
  RankReport measure_on_device(const PlannedCase& planned, const std::vector<int>& ranks, World& group);
  /// What remains is the same on host and device: samples, verdict, facts.
  void take_samples(const PlannedCase& planned, Trial& trial, Backend& backend, World& members, Turns* turns,
                    RankReport& report);

  void give_up(const PlannedCase& planned, const std::vector<int>& ranks, const Fate& fate,
               PatientBackend* backend, std::unique_ptr<Trial>& trial, RankReport& report);
  std::optional<results::Case> stalled_case(const PlannedCase& planned, std::uint32_t order,
                                            const std::vector<int>& ranks);
  void bring_to_rank_0(const std::vector<int>& ranks, std::vector<RankReport>& reports);
  void share_loss(const PlannedCase& planned, const std::vector<int>& ranks,
                  const std::vector<RankReport>& reports);

  World& world_;
  const Session& session_;
  Devices& devices_;
  Limits limits_;
  bool exclusive_;
  Seconds timeout_;
  const std::atomic<int>& interrupted_;
  StallWatch* watch_;
  DisturbanceMeter meter_;
  std::map<std::vector<int>, std::unique_ptr<World>> groups_;
  Backends backends_;
  Communicators communicators_;
  std::map<std::string, std::string> lost_;  ///< By backend: why its cases are skipped from now on.
  std::string stalled_;
};

}  // namespace gpubench
