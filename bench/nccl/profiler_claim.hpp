/// NcclProfilerClaim: makes this process's module NCCL's profiler plugin, unless the user has one.
#pragma once
#include <string>
#include <string_view>

namespace gpubench {

/// What decides who NCCL's profiler is.
struct NcclProfilerSurroundings {
  int nccl_version = 0;            ///< 22809 is 2.28.9.
  bool variable_set = false;       ///< NCCL_PROFILER_PLUGIN, in the environment or NCCL's configuration.
  bool default_installed = false;  ///< libnccl-profiler.so is where the loader looks.
  std::string module_path;         ///< The file that exports this process's plugin.
};

/// Why this process's plugin is not to be put in; empty where it is.
std::string profiler_obstacle(const NcclProfilerSurroundings& surroundings);

/// Whether this text of NCCL's configuration file sets the variable. Source: NCCL user guide, "System
/// configuration"; src/misc/param.cc: a name from the line's first character to "=".
bool sets_variable(std::string_view configuration, std::string_view name);

/// NCCL learns of its plugin by NCCL_PROFILER_PLUGIN, read while a communicator is made; the variable is set
/// while this object lives, so that it is in nobody's environment and in no record. Not to be made while
/// other threads read the environment.
class NcclProfilerClaim {
 public:
  explicit NcclProfilerClaim(int nccl_version);
  ~NcclProfilerClaim();
  NcclProfilerClaim(const NcclProfilerClaim&) = delete;
  NcclProfilerClaim& operator=(const NcclProfilerClaim&) = delete;

  /// Why nothing is learned of NCCL's choices; empty where it is.
  const std::string& obstacle() const { return obstacle_; }

 private:
  std::string obstacle_;
};

}  // namespace gpubench
