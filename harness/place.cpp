#include "harness/place.hpp"

#include <fmt/format.h>
#include <sched.h>
#include <unistd.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "bench/api/communicator.hpp"
#include "bench/host/backend.hpp"
#include "harness/affinity.hpp"
#include "harness/cgroup.hpp"
#include "harness/number_ranges.hpp"
#include "results/hash.hpp"
#include "results/json.hpp"

namespace gpubench {
namespace {

std::string digest12(const std::string& text) {
  return results::sha256_hex(text).substr(0, 12);
}

/// The boot id is fresh at each boot and says nothing about the machine. Where a sandbox hides it, the host
/// name tells hosts apart; only its digest leaves this function.
std::string host_identity(const SystemFiles& files) {
  if (const auto boot = files.line("/proc/sys/kernel/random/boot_id")) return digest12(*boot);
  char name[256] = {};
  gethostname(name, sizeof name - 1);
  return digest12(name);
}

}  // namespace

Place find_place(const SystemFiles& files) {
  Place place = make_place(files, affinity_of(0), sched_getcpu());
  // OMP_THREAD_LIMIT: OpenMP would give fewer without a word, and figures would be taken for those of more.
  place.threads = std::min(place.threads, HostBackend::threads_max());
  return place;
}

Place make_place(const SystemFiles& files, std::vector<int> cpus, int cpu) {
  Place place;
  place.host = host_identity(files);
  place.cpuset = format_ranges(cpus);
  place.device = host_device(place.host, place.cpuset);
  place.threads = static_cast<int>(cpus.size());
  if (const auto quota = read_cgroup_limits(files).cpus)
    place.threads = std::min(place.threads, static_cast<int>(std::ceil(std::min(*quota, 1e6))));
  place.threads = std::max(place.threads, 1);
  place.cpus = std::move(cpus);
  place.cpu = cpu;
  return place;
}

std::string host_device(const std::string& host, const std::string& cpuset) {
  return digest12(host + " " + cpuset);
}

std::string to_text(const Place& place) {
  return results::json_text(nlohmann::json{{"host", place.host},
                                           {"device", place.device},
                                           {"cpuset", place.cpuset},
                                           {"cpu", place.cpu},
                                           {"threads", place.threads}});
}

Place place_from_text(const std::string& text) {
  try {
    const auto json = results::json_of(text);
    Place place;
    place.host = json.at("host");
    place.device = json.at("device");
    place.cpuset = json.at("cpuset");
    place.cpus = parse_ranges(place.cpuset);
    place.cpu = json.at("cpu");
    place.threads = json.at("threads");
    return place;
  } catch (const nlohmann::json::exception& error) {
    throw std::invalid_argument(fmt::format("'{}' is no place of a rank: {}", text, error.what()));
  }
}

std::vector<Place> gather_places(World& world) {
  std::vector<Place> places;
  for (const std::string& text : world.all_gather(to_text(find_place())))
    places.push_back(place_from_text(text));
  return places;
}

}  // namespace gpubench
