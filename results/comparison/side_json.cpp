#include "results/comparison/side_json.hpp"

#include "results/json.hpp"

namespace gpubench::results {

nlohmann::ordered_json side_json(const Side& side) {
  auto launches = nlohmann::ordered_json::array();
  for (const SideLaunch& one : side.launches) {
    const Launch& launch = one.launch();
    nlohmann::ordered_json object = {
        {"ulid", launch.ulid}, {"file", one.path}, {"complete", launch.complete}};
    put(object, "start", launch.start);
    put(object, "site", launch.site);
    put(object, "allocation", launch.allocation);
    put(object, "position", launch.position);
    if (launch.pair >= 0) object["pair"] = launch.pair;
    if (!launch.ranks.empty()) object["ranks"] = launch.ranks.size();
    launches.push_back(std::move(object));
  }
  return {{"name", side.name}, {"warnings", side.warnings}, {"launches", launches}};
}

}  // namespace gpubench::results
