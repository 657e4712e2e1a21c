#include "harness/fingerprint/placement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "harness/launcher.hpp"

namespace gpubench {

std::vector<results::Fact> collect_placement(const SystemFiles& files, const std::vector<Place>& places,
                                             int rank) {
  const Place& own = places.at(static_cast<std::size_t>(rank));
  std::set<std::string> hosts;
  for (const Place& place : places) hosts.insert(place.host);
  FactList facts("run");
  facts.add("placement.ranks", fmt::format("{}", places.size()));
  facts.add("placement.hosts", fmt::format("{}", hosts.size()));
  facts.add("placement.ranks_on_host", fmt::format("{}", std::ranges::count(places, own.host, &Place::host)));
  facts.add("placement.cpuset", own.cpuset);
  facts.add("placement.memory_nodes",
            value_of(files.text("/proc/self/status").value_or(""), "Mems_allowed_list", ':'));
  facts.add("launcher", read_launcher(std::getenv).name);
  return facts.take();
}

}  // namespace gpubench
