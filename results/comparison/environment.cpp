#include "results/comparison/environment.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

namespace gpubench::results {
namespace {

std::size_t place_of_scope(const std::string& scope) {
  constexpr std::array<std::string_view, 5> kScopes = {"image", "loaded", "host", "device", "run"};
  return static_cast<std::size_t>(std::ranges::find(kScopes, scope) - kScopes.begin());
}

/// What one launch says of each fact; ranks may differ.
std::map<std::pair<std::string, std::string>, std::set<std::string>> values_of(const Launch& launch) {
  std::map<std::pair<std::string, std::string>, std::set<std::string>> values;
  for (const Fact& fact : launch.environment)
    if (fact.key != "sha256") values[{fact.scope, fact.key}].insert(fact.value);
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) values[{"run", key}].insert(value);
  };
  add("profile", launch.profile);
  add("site", launch.site);
  if (!launch.ranks.empty()) add("ranks", std::to_string(launch.ranks.size()));
  if (!launch.complete) add("complete", "no: " + launch.stop_reason);
  return values;
}

}  // namespace

SideFacts facts_of(const Side& side) {
  SideFacts facts;
  for (const SideLaunch& one : side.launches) {
    for (auto& [key, values] : values_of(one.launch())) {
      SideFact& fact = facts[key];
      fact.varies = fact.varies || (fact.launches > 0 && fact.values != values);
      ++fact.launches;
      fact.values.merge(values);
    }
  }
  for (auto& [key, fact] : facts) {
    fact.partial = fact.launches < side.launches.size();
    fact.varies = fact.varies || fact.partial;
  }
  return facts;
}

std::vector<EnvironmentDifference> environment_differences(const SideFacts& baseline,
                                                           const SideFacts& candidate) {
  SideFacts keys = baseline;
  keys.insert(candidate.begin(), candidate.end());
  std::vector<EnvironmentDifference> differences;
  for (const auto& [key, unused] : keys) {
    const auto a = baseline.find(key), b = candidate.find(key);
    EnvironmentDifference one{key.first, key.second, {}, {}, &rule_of(key.first, key.second)};
    if (a != baseline.end()) one.baseline = a->second;
    if (b != candidate.end()) one.candidate = b->second;
    if (one.baseline.values != one.candidate.values || one.baseline.partial != one.candidate.partial)
      differences.push_back(std::move(one));
  }
  std::ranges::stable_sort(differences, {}, [](const EnvironmentDifference& one) {
    const bool varies = one.baseline.varies || one.candidate.varies;
    const Bearing bearing = one.rule->bearing;
    return std::tuple(varies, bearing == Bearing::incidental, place_of_scope(one.scope), one.scope,
                      -static_cast<int>(bearing), one.key);
  });
  return differences;
}

}  // namespace gpubench::results
