#include "harness/fingerprint/placement.hpp"

#include <gmock/gmock.h>

#include "tests/harness/captured_tree.hpp"

namespace gpubench {
namespace {

using testing::Contains;

Place place_on(const std::string& host, const std::string& cpuset) {
  Place place;
  place.host = host;
  place.cpuset = cpuset;
  return place;
}

TEST(Placement, IsTheJobsAndTheRanksOwn) {
  const CapturedTree tree{{"/proc/self/status", "Name:\tgpubench\nMems_allowed_list:\t0-1\n"}};
  const std::vector<Place> places = {place_on("a", "0-3"), place_on("a", "4-7"), place_on("b", "0-7")};
  const auto facts = collect_placement(tree.files(), places, 1);
  const auto has = [&](const char* key, const char* value) {
    EXPECT_THAT(facts, Contains(results::Fact{"run", key, value, ""}));
  };
  has("placement.ranks", "3");
  has("placement.hosts", "2");
  has("placement.ranks_on_host", "2");
  has("placement.cpuset", "4-7");
  has("placement.memory_nodes", "0-1");
  EXPECT_THAT(collect_placement(tree.files(), places, 2),
              Contains(results::Fact{"run", "placement.ranks_on_host", "1", ""}));
}

}  // namespace
}  // namespace gpubench
