#include "harness/fingerprint/container.hpp"

#include <fmt/format.h>

#include "harness/cgroup.hpp"

namespace gpubench {

std::vector<results::Fact> parse_meminfo(std::string_view text) {
  FactList facts("host");
  facts.add("memory.total", value_of(text, "MemTotal", ':'));
  facts.add("memory.swap", value_of(text, "SwapTotal", ':'));
  facts.add("memory.huge_pages", value_of(text, "HugePages_Total", ':'));
  facts.add("memory.huge_page_size", value_of(text, "Hugepagesize", ':'));
  return facts.take();
}

std::vector<results::Fact> collect_surroundings(const SystemFiles& files) {
  FactList facts("run");
  const CgroupLimits limits = read_cgroup_limits(files);
  if (limits.version) facts.add("cgroup.version", fmt::format("{}", *limits.version));
  if (limits.processes) facts.add("cgroup.processes", fmt::format("{}", *limits.processes));
  if (limits.cpus) facts.add("cgroup.cpus", fmt::format("{:.2f}", *limits.cpus));
  if (limits.memory) facts.add("cgroup.memory", format_size(*limits.memory));
  facts.add("container", find_container(files));
  const std::string load = files.line("/proc/loadavg").value_or("");  // "0.00 0.01 0.00 1/94 12861"
  facts.add("load.one_minute", load.substr(0, load.find(' ')));
  return facts.take();
}

std::optional<std::string> find_container(const SystemFiles& files) {
  if (files.exists("/run/.containerenv")) return "podman";
  if (files.exists("/.singularity.d")) return "apptainer";
  // The first match counts: kubernetes' paths hold its runtime's name too.
  constexpr std::pair<const char*, const char*> kWords[] = {{"kubepods", "kubernetes"},
                                                            {"libpod", "podman"},
                                                            {"docker", "docker"},
                                                            {"lxc", "lxc"},
                                                            {"containerd", "containerd"}};
  const std::string groups = files.text("/proc/self/cgroup").value_or("");
  for (const auto& [word, kind] : kWords)
    if (groups.find(word) != std::string::npos) return kind;
  if (files.exists("/.dockerenv")) return "docker";
  return std::nullopt;
}

}  // namespace gpubench
