#include "harness/job_processes.hpp"

#include <unistd.h>

#include <filesystem>
#include <system_error>

namespace gpubench {

std::optional<int> process_id_of_host(const SystemFiles& files) {
  // PROC_PID_INIT_INO of the kernel's include/linux/proc_ns.h: the same on every Linux.
  constexpr const char* kFirstNameSpace = "pid:[4026531836]";
  std::error_code unreadable;
  const auto name_space = std::filesystem::read_symlink(files.path("/proc/self/ns/pid"), unreadable);
  if (unreadable || name_space != kFirstNameSpace) return std::nullopt;
  return getpid();
}

JobProcesses gather_job_processes(World& world, const std::vector<std::string>& hosts,
                                  const std::optional<int>& own) {
  const auto texts = world.all_gather(own ? std::to_string(*own) : "");
  const std::string& here = hosts.at(static_cast<std::size_t>(world.rank()));
  std::vector<int> processes;
  for (std::size_t rank = 0; rank < texts.size(); ++rank) {
    if (hosts[rank] != here) continue;
    if (texts[rank].empty()) return std::nullopt;
    processes.push_back(std::stoi(texts[rank]));
  }
  return processes;
}

}  // namespace gpubench
