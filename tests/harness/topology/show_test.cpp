#include "harness/topology/show.hpp"

#include <gmock/gmock.h>

#include "harness/topology/devices.hpp"
#include "tests/results/golden.hpp"

namespace gpubench {
namespace {

using results::golden;
using testing::HasSubstr;
using testing::Not;

Topology host(const std::string& name, const std::vector<NvmlDevice>& known, const std::string& reason) {
  const HostTree tree = HostTree::of_file(GPUBENCH_TEST_DATA "/topology/" + name);
  Topology topology = tree.describe();
  add_devices(topology, tree, known, reason);
  return topology;
}

Topology linked_pair() {
  std::vector<nvml::Link> links;
  for (unsigned i = 0; i < 18; ++i) links.push_back({i, i != 5, 4, nvml::Link::Remote::nvswitch, ""});
  return host(
      "six_gpus.xml",
      {{"0000:03:00.0", "NVIDIA H200", "", links, {}}, {"0000:81:00.0", "NVIDIA H200", "", links, {}}}, "");
}

PairMatrix three_ranks() {
  return {{{std::nullopt, 10e9, 1.5e9}, {10.5e9, std::nullopt, 1.25e9}, {1.5e9, std::nullopt, std::nullopt}},
          {0, 0, 1},
          1,
          4_MiB};
}

TEST(GoldenTopology, OfAHostWithDevices) {
  const std::string text = topology_text(linked_pair());
  EXPECT_EQ(text, golden("topo_devices.txt", text));
}

TEST(GoldenTopology, OfAHostWithoutDevices) {
  const std::string text = topology_text(host("no_gpu.xml", {}, "no NVML: libnvidia-ml.so.1: not there"));
  EXPECT_EQ(text, golden("topo_no_device.txt", text));
}

TEST(GoldenTopology, OfPairs) {
  const std::string text = pairs_text(three_ranks());
  EXPECT_EQ(text, golden("topo_pairs.txt", text));
}

TEST(TopologyText, ExplainsTheWordsItUsesAndNoOthers) {
  const std::string text = topology_text(linked_pair());
  EXPECT_THAT(text, HasSubstr("NV#   so many NVLinks"));
  EXPECT_THAT(topology_text(host("six_gpus.xml", {}, "no driver")), Not(HasSubstr("NV#")));
}

TEST(TopologyText, ShowsNoAddressOfADevice) {
  EXPECT_THAT(topology_text(linked_pair()), Not(HasSubstr("00:00.0")));
}

TEST(TopologyJson, HoldsWhatTheTextShowsAndNullWhereNothingIsTold) {
  const auto json = topology_json(linked_pair());
  EXPECT_EQ(json["nodes"][1]["memory_bytes"], (512_GiB).count);
  EXPECT_EQ(json["devices"][0]["reaches"][1], "NV17");
  EXPECT_EQ(json["devices"][0]["node"], 0);
  EXPECT_FALSE(json.contains("no_devices"));
  const auto bare = topology_json(host("no_gpu.xml", {{"0000:03:00.0", "NVIDIA H200", "", {}, {}}}, ""));
  EXPECT_TRUE(bare["devices"][0]["node"].is_null());
}

TEST(PairsJson, ARateThatIsWrongIsNull) {
  const auto json = pairs_json(three_ranks());
  EXPECT_EQ(json["bytes_per_second"][1][0], 10.5e9);
  EXPECT_TRUE(json["bytes_per_second"][2][1].is_null());
  EXPECT_EQ(json["wrong"], 1);
}

}  // namespace
}  // namespace gpubench
