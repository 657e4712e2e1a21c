/// GroupWatcher: a process group that does not outlive this process, however this one ends.
#pragma once
#include <sys/types.h>

#include <array>

#include "results/file_descriptor.hpp"

namespace gpubench {

/// A process that leads the group and waits for this one to be gone: killed by SIGKILL, it could end nothing
/// itself, and a job of hours would go on for nobody. It then sends the group SIGTERM, upon which launchers
/// such as mpirun end the ranks that they have put into groups of their own, and SIGKILL kGrace seconds
/// later. It learns it from a pipe whose other end this process alone holds.
class GroupWatcher {
 public:
  /// Throws std::system_error where the process can't be started.
  GroupWatcher();
  /// Ends the watcher, and nothing else of the group.
  ~GroupWatcher();
  GroupWatcher(const GroupWatcher&) = delete;
  GroupWatcher& operator=(const GroupWatcher&) = delete;

  pid_t group() const { return leader_; }

 private:
  explicit GroupWatcher(const std::array<int, 2>& pipe);

  results::FileDescriptor held_;  ///< The pipe's end; closed by the kernel when this process is gone.
  pid_t leader_ = -1;
};

}  // namespace gpubench
