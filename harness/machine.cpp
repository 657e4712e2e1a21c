#include "harness/machine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "harness/caches.hpp"
#include "harness/cgroup.hpp"
#include "harness/manifest.hpp"
#include "results/json.hpp"

namespace gpubench {

const Machine* Machines::of(const std::string& backend) const {
  if (backend == "host") return &host;
  const auto found = devices.find(backend);
  return found == devices.end() ? nullptr : &found->second;
}

std::string Machines::reason_against(const std::string& backend) const {
  const auto found = missing.find(backend);
  return found == missing.end() ? fmt::format("no {} device was looked for", backend) : found->second;
}

Machine probe_machine(const Place& place, int participants_on_host, int ranks, const SystemFiles& files) {
  Caches caches = read_caches(files, place.cpus);
  if (!caches.last) caches = ask_caches(place.cpus);

  Machine machine = nominal_machine();
  machine.cache_l1 = caches.l1.value_or(machine.cache_l1);
  machine.cache_l2 = caches.l2.value_or(machine.cache_l2);
  machine.cache_last = caches.last.value_or(machine.cache_last);
  machine.threads = place.threads;
  machine.ranks = ranks;
  // An eighth stays back: page tables, message buffers and what else the host starts while we run.
  if (const auto left = memory_left(files)) machine.memory_available = (*left / 8) * 7;
  machine.memory_available =
      machine.memory_available / static_cast<std::uint64_t>(std::max(1, participants_on_host));
  return machine;
}

Machine smallest_machine(const Machine& a, const Machine& b) {
  Machine least{std::min(a.cache_l1, b.cache_l1),     std::min(a.cache_l2, b.cache_l2),
                std::min(a.cache_last, b.cache_last), std::min(a.memory_available, b.memory_available),
                std::min(a.threads, b.threads),       std::min(a.ranks, b.ranks)};
  if (a.compute_capability == b.compute_capability) least.compute_capability = a.compute_capability;
  return least;
}

Machine machine_in(const Machine& machine, Scope scope) {
  if (scope == Scope::device) return machine;
  Machine share = machine;
  share.threads = machine.threads_per_rank.value_or(machine.threads);
  share.memory_available = machine.memory_per_rank.value_or(machine.memory_available);
  return share;
}

std::optional<Bytes> memory_left(const SystemFiles& files) {
  std::optional<Bytes> left = read_cgroup_limits(files).memory_left;
  const auto available = value_of(files.text("/proc/meminfo").value_or(""), "MemAvailable", ':');
  if (available && available->ends_with(" kB")) {
    const Bytes bytes = 1_KiB * std::strtoull(available->c_str(), nullptr, 10);
    left = left ? std::min(*left, bytes) : bytes;
  }
  return left;
}

std::string to_text(const Machine& machine) {
  return results::json_text(nlohmann::json{{"cache_l1", machine.cache_l1.count},
                                           {"cache_l2", machine.cache_l2.count},
                                           {"cache_last", machine.cache_last.count},
                                           {"memory_available", machine.memory_available.count},
                                           {"threads", machine.threads},
                                           {"ranks", machine.ranks}});
}

Machine machine_from_text(const std::string& text) {
  try {
    const auto json = results::json_of(text);
    return {{json.at("cache_l1").get<std::uint64_t>()},
            {json.at("cache_l2").get<std::uint64_t>()},
            {json.at("cache_last").get<std::uint64_t>()},
            {json.at("memory_available").get<std::uint64_t>()},
            json.at("threads").get<int>(),
            json.at("ranks").get<int>()};
  } catch (const nlohmann::json::exception& error) {
    throw std::invalid_argument(fmt::format("'{}' is no machine: {}", text, error.what()));
  }
}

}  // namespace gpubench
