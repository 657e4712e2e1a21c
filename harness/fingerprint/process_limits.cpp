#include "harness/fingerprint/process_limits.hpp"

#include <sys/resource.h>

#include "bench/api/units.hpp"

namespace gpubench {

std::vector<results::Fact> collect_process_limits() {
  FactList facts("run");
  const auto add = [&facts](const char* key, auto resource, bool is_size) {
    rlimit limit{};
    if (getrlimit(resource, &limit) != 0) return;
    facts.add(key, limit.rlim_cur == RLIM_INFINITY ? "unlimited"
                   : is_size                       ? format_size(Bytes{limit.rlim_cur})
                                                   : std::to_string(limit.rlim_cur));
  };
  add("limit.stack", RLIMIT_STACK, true);
  add("limit.locked_memory", RLIMIT_MEMLOCK, true);
  add("limit.open_files", RLIMIT_NOFILE, false);
  add("limit.processes", RLIMIT_NPROC, false);
  return facts.take();
}

}  // namespace gpubench
