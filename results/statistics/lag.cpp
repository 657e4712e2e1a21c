#include "results/statistics/lag.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "results/statistics/location.hpp"

namespace gpubench::results {
namespace {

constexpr double kEffectMin = 0.02;
constexpr std::size_t kLagCasesMin = 3;

struct Effects {
  std::vector<double> values;
  std::size_t participants = 0;
};

/// ln of one participant's time over the median of the others'.
double effect_of(const CaseLocations& one, std::size_t participant) {
  std::vector<double> others = one.log_times;
  others.erase(others.begin() + static_cast<std::ptrdiff_t>(participant));
  return one.log_times[participant] - median(others);
}

}  // namespace

std::vector<Lag> find_lags(std::span<const CaseLocations> cases) {
  std::map<std::pair<std::string, std::string>, std::map<std::int32_t, Effects>> resources;
  for (const CaseLocations& one : cases) {
    for (std::size_t i = 0; one.ranks.size() >= 2 && i < one.ranks.size(); ++i) {
      Effects& effects = resources[{one.resource, one.backend}][one.ranks[i]];
      effects.values.push_back(effect_of(one, i));
      effects.participants = std::max(effects.participants, one.ranks.size());
    }
  }
  std::vector<Lag> lags;
  for (const auto& [key, ranks] : resources) {
    const auto begin = static_cast<std::ptrdiff_t>(lags.size());
    for (const auto& [rank, effects] : ranks) {
      const auto slower =
          static_cast<std::size_t>(std::ranges::count_if(effects.values, [](double e) { return e > 0; }));
      const Lag lag{
          key.first, rank, median(effects.values), effects.values.size(), slower, effects.participants,
          key.second};
      if (lag.cases >= kLagCasesMin && lag.effect >= kEffectMin && slower + 1 >= lag.cases)
        lags.push_back(lag);
    }
    std::ranges::sort(lags.begin() + begin, lags.end(), std::greater<>{}, &Lag::effect);
  }
  return lags;
}

}  // namespace gpubench::results
