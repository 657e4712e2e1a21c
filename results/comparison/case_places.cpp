#include "results/comparison/case_places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "results/error.hpp"
#include "results/row_order.hpp"

namespace gpubench::results {
namespace {

using Places = std::map<CaseKey, CasePlaces>;

void add_side(Places& places, const Side& side, std::vector<std::string> CasePlaces::*ids) {
  for (std::size_t i = 0; i < side.launches.size(); ++i) {
    const SideLaunch& one = side.launches[i];
    for (const CaseIndex& row : one.file->index(one.place)) {
      CasePlaces& place = places[{row.name, row.backend, row.axes, row.scope}];
      (place.*ids).resize(side.launches.size());
      std::string& id = (place.*ids)[i];
      if (!id.empty())
        throw DataError(fmt::format("{}: launch {} has case {} {} twice", one.path, one.launch().ulid,
                                    row.name, row.axes));
      id = row.id;
    }
  }
}

}  // namespace

std::vector<CasePlaces> find_cases(const Side& baseline, const Side& candidate) {
  Places places;
  add_side(places, baseline, &CasePlaces::baseline);
  add_side(places, candidate, &CasePlaces::candidate);
  std::vector<CasePlaces> cases;
  for (auto& [key, place] : places) {
    place.key = key;
    place.baseline.resize(baseline.launches.size());
    place.candidate.resize(candidate.launches.size());
    cases.push_back(std::move(place));
  }
  std::ranges::stable_sort(cases, {}, [](const CasePlaces& one) {
    return row_order(one.key.name, one.key.backend, one.key.axes);
  });
  return cases;
}

}  // namespace gpubench::results
