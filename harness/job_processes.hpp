/// Which processes of this host are the job's own, as a device's driver counts them.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "bench/api/communicator.hpp"
#include "bench/api/devices.hpp"
#include "harness/system_files.hpp"

namespace gpubench {

/// This process's id where it is of the kernel's first name space of process ids. In another one, as in most
/// containers, the driver knows it by an id that can't be asked for.
std::optional<int> process_id_of_host(const SystemFiles& files = SystemFiles());

/// hosts: of each rank. Collective.
JobProcesses gather_job_processes(World& world, const std::vector<std::string>& hosts,
                                  const std::optional<int>& own);

}  // namespace gpubench
