#include "harness/cgroup.hpp"

#include <algorithm>
#include <sstream>

namespace gpubench {
namespace {

/// Where a controller's files of this process are: folders from its own group up to the mount point.
struct Hierarchy {
  bool version2 = false;
  std::vector<std::string> folders;
};

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream{std::string(text)};
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
  return parts;
}

bool has_word(std::string_view list, std::string_view word) {
  const auto words = split(list, ',');
  return std::find(words.begin(), words.end(), word) != words.end();
}

struct Mount {
  std::string root, point, type, options;
};

/// One line of /proc/self/mountinfo, proc(5): root and point are the fourth and fifth field, type and options
/// follow "-".
std::optional<Mount> parse_mount(std::string_view line) {
  const auto fields = split(line, ' ');
  const auto dash = std::find(fields.begin(), fields.end(), "-");
  if (fields.size() < 6 || fields.end() - dash < 4) return std::nullopt;
  return Mount{fields[3], fields[4], dash[1], dash[3]};
}

/// "4:memory:/a/b" or "0::/a/b" of /proc/self/cgroup: the path of this process's group.
std::optional<std::string> group_path(std::string_view groups, std::string_view controller) {
  for (const std::string_view line : split_lines(groups)) {
    const auto first = line.find(':');
    const auto second = first == std::string_view::npos ? first : line.find(':', first + 1);
    if (second == std::string_view::npos) continue;
    const std::string_view names = line.substr(first + 1, second - first - 1);
    if (controller.empty() ? names.empty() : has_word(names, controller))
      return std::string(line.substr(second + 1));
  }
  return std::nullopt;
}

Hierarchy find_hierarchy(const SystemFiles& files, std::string_view controller) {
  const std::string groups = files.text("/proc/self/cgroup").value_or("");
  const std::string mounts = files.text("/proc/self/mountinfo").value_or("");
  for (const bool version2 : {false, true}) {  // a controller bound to version 1 is not in the version 2 tree
    const auto path = group_path(groups, version2 ? "" : controller);
    if (!path) continue;
    for (const std::string_view line : split_lines(mounts)) {
      const auto mount = parse_mount(line);
      if (!mount || mount->type != (version2 ? "cgroup2" : "cgroup")) continue;
      if (!version2 && !has_word(mount->options, controller)) continue;
      // In a container the mount shows the tree from its own group down, while the path may still be the
      // host's.
      std::string below = *path;
      if (mount->root != "/" && (below + "/").compare(0, mount->root.size() + 1, mount->root + "/") == 0)
        below.erase(0, mount->root.size());
      Hierarchy found{version2, {}};
      for (; !below.empty() && below != "/"; below.erase(below.rfind('/')))
        if (files.exists(mount->point + below)) found.folders.push_back(mount->point + below);
      found.folders.push_back(mount->point);
      return found;
    }
  }
  return {};
}

template <class T>
void keep_least(std::optional<T>& least, T value) {
  least = least ? std::min(*least, value) : value;
}

std::optional<double> cpu_quota(const SystemFiles& files, const Hierarchy& hierarchy,
                                const std::string& folder) {
  if (hierarchy.version2) {
    std::istringstream text(files.text(folder + "/cpu.max").value_or(""));
    double quota = 0, period = 0;  // "max 100000" fails to read as a number: no limit
    if (text >> quota >> period && quota > 0 && period > 0) return quota / period;
    return std::nullopt;
  }
  const auto quota = files.number(folder + "/cpu.cfs_quota_us");  // -1: no limit
  const auto period = files.number(folder + "/cpu.cfs_period_us");
  if (quota && period && *quota > 0 && *period > 0)
    return static_cast<double>(*quota) / static_cast<double>(*period);
  return std::nullopt;
}

void add_memory(const SystemFiles& files, const Hierarchy& hierarchy, const std::string& folder,
                CgroupLimits& limits) {
  // Version 1 says "no limit" with the largest multiple of a page below 2^63.
  constexpr long long kUnlimited = 1LL << 60;
  const bool v2 = hierarchy.version2;
  const auto limit = files.number(folder + (v2 ? "/memory.max" : "/memory.limit_in_bytes"));
  if (!limit || *limit < 0 || *limit >= kUnlimited) return;
  keep_least(limits.memory, Bytes{static_cast<std::uint64_t>(*limit)});
  const auto usage = files.number(folder + (v2 ? "/memory.current" : "/memory.usage_in_bytes"));
  if (!usage) return;
  const std::string stat = files.text(folder + "/memory.stat").value_or("");
  const auto cache = value_of(stat, v2 ? "inactive_file" : "total_inactive_file", ' ');
  const long long taken = std::max(0LL, *usage - (cache ? std::atoll(cache->c_str()) : 0LL));
  keep_least(limits.memory_left, Bytes{static_cast<std::uint64_t>(std::max(0LL, *limit - taken))});
}

}  // namespace

CgroupLimits read_cgroup_limits(const SystemFiles& files) {
  CgroupLimits limits;
  const Hierarchy cpu = find_hierarchy(files, "cpu");
  for (const std::string& folder : cpu.folders)
    if (const auto cpus = cpu_quota(files, cpu, folder)) keep_least(limits.cpus, *cpus);
  const Hierarchy memory = find_hierarchy(files, "memory");
  for (const std::string& folder : memory.folders) add_memory(files, memory, folder, limits);
  if (!memory.folders.empty()) limits.version = memory.version2 ? 2 : 1;
  for (const std::string& folder : find_hierarchy(files, "pids").folders)
    if (const auto processes = files.number(folder + "/pids.max")) keep_least(limits.processes, *processes);
  return limits;
}

}  // namespace gpubench
