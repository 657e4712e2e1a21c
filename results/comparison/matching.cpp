#include "results/comparison/matching.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace gpubench::results {
namespace {

bool tells_apart(const Observation& launch) {
  std::set<std::string> devices;
  for (const RankObservation& one : launch.ranks)
    if (one.device.empty() || !devices.insert(one.device).second) return false;
  return true;
}

}  // namespace

std::vector<std::vector<RankObservation>> common_ranks(const std::vector<const Observation*>& launches) {
  const bool by_device = std::ranges::all_of(launches, [](const auto* one) { return tells_apart(*one); });
  const auto key = [by_device](const RankObservation& one) {
    return by_device ? one.device : std::to_string(one.rank);
  };
  std::vector<std::vector<RankObservation>> common(launches.size());
  if (launches.empty()) return common;
  std::vector<std::map<std::string, const RankObservation*>> by_key(launches.size());
  for (std::size_t i = 0; i < launches.size(); ++i)
    for (const RankObservation& one : launches[i]->ranks) by_key[i].emplace(key(one), &one);
  for (const RankObservation& first : launches.front()->ranks) {
    const std::string word = key(first);
    if (!std::ranges::all_of(by_key, [&](const auto& launch) { return launch.contains(word); })) continue;
    for (std::size_t i = 0; i < launches.size(); ++i) common[i].push_back(*by_key[i].at(word));
  }
  return common;
}

}  // namespace gpubench::results
