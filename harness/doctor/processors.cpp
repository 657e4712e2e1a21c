#include "harness/doctor/processors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <string_view>

#include "harness/cgroup.hpp"
#include "harness/number_ranges.hpp"

namespace gpubench::doctor {
namespace {

std::optional<int> variable(const Readings& readings, const char* name) {
  const char* text = readings.environment(name);
  if (text == nullptr) return std::nullopt;
  const std::string_view digits(text);
  int value = 0;
  const auto [stop, error] = std::from_chars(digits.begin(), digits.end(), value);
  return error == std::errc() && value > 0 ? std::optional(value) : std::nullopt;
}

/// A quota stops all threads together once its time of a period is used up: figures then jump by periods.
Finding check_quota(const Readings& readings) {
  const std::string id = "cpu.quota";
  const auto quota = read_cgroup_limits(readings.files).cpus;
  const std::size_t processors = readings.place.cpus.size();
  if (!quota) return {id, Result::good, "no limit of a control group", ""};
  const std::string evidence =
      fmt::format("a control group leaves {:.2f} of {} processors' time", *quota, processors);
  if (*quota >= static_cast<double>(processors)) return {id, Result::good, evidence, ""};
  const std::vector<int>& cpus = readings.place.cpus;
  const auto whole = std::max(1, static_cast<int>(*quota));
  const std::string first =
      format_ranges({cpus.begin(), cpus.begin() + whole});  // whole < quota < processors
  return {id, Result::warning, evidence + ": threads stop when it is used up",
          fmt::format(
              "give whole processors in place of time: --cpuset-cpus={0} without --cpus, or taskset -c {0}",
              first)};
}

/// The processors that the ranks of this host have together. Each may be bound to some of its own, and others
/// end before they could be asked; but the process that started them is not bound, and what it was left with
/// (taskset, a container) is what it shares out. Nothing where it is not to be seen.
std::optional<std::vector<int>> processors_of_ranks(const Readings& readings) {
  constexpr std::array<std::string_view, 8> kStarters = {
      "mpirun", "mpiexec", "orterun", "orted", "prterun", "prted", "hydra_pmi_proxy", "slurmstepd"};
  constexpr int kGenerations = 16;  // scripts between
  std::string process = "self";
  for (int i = 0; i < kGenerations; ++i) {
    const auto status = readings.files.text("/proc/" + process + "/status");
    const auto name = status ? value_of(*status, "Name", ':') : std::nullopt;
    const auto parent = status ? value_of(*status, "PPid", ':') : std::nullopt;
    if (!name || !parent) return std::nullopt;
    if (std::ranges::find(kStarters, *name) != kStarters.end()) {
      std::vector<int> cpus = parse_ranges(value_of(*status, "Cpus_allowed_list", ':').value_or(""));
      if (cpus.empty()) return std::nullopt;
      cpus.insert(cpus.end(), readings.place.cpus.begin(), readings.place.cpus.end());
      std::ranges::sort(cpus);
      cpus.erase(std::ranges::unique(cpus).begin(), cpus.end());
      return cpus;
    }
    process = *parent;
  }
  return std::nullopt;
}

/// Ranks of this host on its processors; where a launcher tells no number for the host, not known.
Finding check_ranks(const Readings& readings) {
  const std::string id = "cpu.ranks";
  if (readings.launcher.size <= 1) return {id, Result::good, "one process", ""};
  const auto ranks = ranks_of_host(readings);
  const auto online = readings.files.line("/sys/devices/system/cpu/online");
  if (!ranks || !online)
    return {id, Result::unknown,
            fmt::format("{} ranks, of which the launcher does not tell this host's", readings.launcher.size),
            ""};
  const std::size_t of_host = parse_ranges(*online).size();
  const auto shared = processors_of_ranks(readings);
  const auto processors = static_cast<int>(shared ? std::min(shared->size(), of_host) : of_host);
  std::string evidence =
      fmt::format("{} ranks on {} processor{} of this host", *ranks, processors, processors == 1 ? "" : "s");
  if (static_cast<std::size_t>(processors) < of_host) evidence += fmt::format(", which has {}", of_host);
  if (*ranks <= processors) return {id, Result::good, evidence, ""};
  return {id, Result::warning, evidence + ": they take turns, and collectives wait for those that sleep",
          fmt::format("mpirun --npernode {}", processors) +
              (static_cast<std::size_t>(processors) < of_host
                   ? ", or start it with more processors: taskset, --cpuset-cpus"
                   : "")};
}

Finding check_threads(const Readings& readings) {
  const std::string id = "cpu.threads";
  const int processors = readings.place.threads;
  for (const char* name : {"OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"}) {
    const auto threads = variable(readings, name);
    if (threads && *threads > processors)
      return {id, Result::warning,
              fmt::format("{}={} on {} processors: threads wait for each other's turn", name, *threads,
                          processors),
              fmt::format("unset {}", name)};
  }
  return {id, Result::good, fmt::format("{} for {} processors", processors, readings.place.cpus.size()), ""};
}

Finding check_governor(const Readings& readings) {
  const std::string id = "cpu.governor";
  std::map<std::string, std::vector<int>> governors;
  for (const int cpu : readings.place.cpus) {
    const auto governor =
        readings.files.line(fmt::format("/sys/devices/system/cpu/cpu{}/cpufreq/scaling_governor", cpu));
    if (governor) governors[*governor].push_back(cpu);
  }
  if (governors.empty())
    return {id, Result::unknown,
            "no cpufreq here, as in most virtual machines: the clock is the host's affair", ""};
  std::string evidence;
  for (const auto& [governor, cpus] : governors)
    evidence +=
        fmt::format("{}{} on processors {}", evidence.empty() ? "" : ", ", governor, format_ranges(cpus));
  const bool fast = governors.size() == 1 && governors.begin()->first == "performance";
  if (fast) return {id, Result::good, evidence, ""};
  return {id, Result::warning, evidence + ": clocks rise only after work has begun",
          "cpupower frequency-set -g performance"};
}

}  // namespace

std::optional<int> ranks_of_host(const Readings& readings) {
  const auto ranks = variable(readings, "OMPI_COMM_WORLD_LOCAL_SIZE");
  return ranks ? ranks : variable(readings, "MPI_LOCALNRANKS");
}

Findings check_processors(const Readings& readings) {
  return {check_quota(readings), check_ranks(readings), check_threads(readings), check_governor(readings)};
}

}  // namespace gpubench::doctor
