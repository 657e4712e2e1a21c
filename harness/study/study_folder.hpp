/// StudyFolder: where the launches of a study under way are kept, so that one which was interrupted goes on
/// instead of beginning again.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "results/file_descriptor.hpp"

namespace gpubench {

/// What makes two studies the same one.
struct StudyPlan {
  std::string kind;                   ///< "repeat", "duet", "calibrate"
  std::vector<std::string> commands;  ///< One, or those of sides A and B.
  std::uint64_t seed = 0;             ///< Of the order within pairs; one that is begun keeps its own.
  std::string allocation;             ///< Likewise: what its launches have in common.
};

class StudyFolder {
 public:
  /// The folder "<study>.launches", made where it is not there. Throws UsageError where it holds another
  /// study's launches or another process works in it, CreateError where it can't be made, DataError where
  /// its plan can't be read.
  StudyFolder(const std::filesystem::path& study, const StudyPlan& wanted);

  /// As wanted; seed and allocation as when it was begun.
  const StudyPlan& plan() const { return plan_; }
  const std::filesystem::path& path() const { return path_; }
  /// Where the launch of that name ("pair-03-a") has its result file, and what its command printed.
  std::filesystem::path file(const std::string& launch) const { return path_ / (launch + ".h5"); }
  std::filesystem::path log(const std::string& launch) const { return path_ / (launch + ".log"); }
  /// Is there a whole launch? One that ended early, or a file that can't be read, is set aside under another
  /// name, so that nothing is lost and nothing counts twice.
  bool has(const std::string& launch) const;
  /// These launches are in the study now: they go, with what their commands printed and the folder. What was
  /// set aside stays, and the folder with it. Returns whether the folder is gone.
  bool remove(const std::vector<std::filesystem::path>& merged);

 private:
  std::filesystem::path path_;
  StudyPlan plan_;
  results::FileDescriptor lock_;
};

}  // namespace gpubench
