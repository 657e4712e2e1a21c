/// LaunchSeries: fresh launches one after another, each only if the study's folder does not hold it yet.
#pragma once
#include <chrono>
#include <cstddef>
#include <iosfwd>
#include <map>
#include <set>
#include <string>

#include "harness/study/batches.hpp"
#include "harness/study/fresh_launch.hpp"
#include "harness/study/study_folder.hpp"
#include "results/model.hpp"

namespace gpubench {

class LaunchSeries {
 public:
  /// notes: where to tell of each launch, or null. planned: as many as there are at most.
  LaunchSeries(const StudyFolder& folder, std::size_t planned, std::ostream* notes);

  /// Afterwards the folder has that launch; order.output is filled in here, and of a pair order.batches: all
  /// take those of the first that measured a case, since near what the clock asks for each would choose anew.
  /// Throws
  /// results::Error: with the signal's code where it was interrupted, else where the command left no whole
  /// result file, or one of other software than the launches before it of the same position.
  void require(const std::string& launch, const LaunchWords& words, LaunchOrder order);
  /// How many launches were measured and how many were there already.
  std::size_t measured() const { return measured_; }
  std::size_t found() const { return found_; }

 private:
  /// Of one launch: the build, the program's bytes and those of each library it mapped, by name.
  using Software = std::map<std::string, std::set<std::string>>;

  void require_order(const LaunchOrder& order) const;
  void require_same_software(const std::string& launch, const std::string& position,
                             const results::Launch& told);
  void keep(const std::string& launch, const LaunchOrder& order);
  void tell(const std::string& launch) const;

  const StudyFolder& folder_;
  std::size_t planned_;
  std::ostream* notes_;
  std::size_t measured_ = 0, found_ = 0;
  std::map<std::string, Software> software_;  ///< By position, of all launches so far.
  Batches batches_;                           ///< Of pairs.
  bool told_of_batches_ = false;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace gpubench
