#include "harness/topology/devices.hpp"

#include <gmock/gmock.h>

#include "tests/bench/nvml/fake.hpp"

namespace gpubench {
namespace {

using nvml::Link;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;

HostTree tree(const std::string& name) {
  return HostTree::of_file(GPUBENCH_TEST_DATA "/topology/" + name);
}

NvmlDevice device(const std::string& bus, std::vector<Link> links = {}) {
  return {bus, "NVIDIA H200", "", std::move(links), {}};
}

Link to_gpu(unsigned number, const std::string& bus) {
  return {number, true, 4, Link::Remote::gpu, bus};
}
Link to_switch(unsigned number, bool active = true) {
  return {number, active, 4, Link::Remote::nvswitch, "00000000:A0:00.0"};
}

TEST(Devices, LinksFromOneToTheOtherAreCountedAndOthersNot) {
  const auto a = device("0000:03:00.0", {to_gpu(0, "00000000:04:00.0"), to_gpu(1, "00000000:04:00.0"),
                                         to_gpu(2, "00000000:07:00.0")});
  EXPECT_EQ(links_between(a, device("0000:04:00.0")), 2u);
  EXPECT_EQ(links_between(a, device("0000:07:00.0")), 1u);
  EXPECT_EQ(links_between(a, device("0000:10:00.0")), 0u);
}

TEST(Devices, ThroughSwitchesTheFewerActiveLinksOfTheTwoCount) {
  const auto whole = device("0000:03:00.0", {to_switch(0), to_switch(1), to_switch(2)});
  const auto lame = device("0000:04:00.0", {to_switch(0), to_switch(1, false), to_switch(2)});
  EXPECT_EQ(links_between(whole, whole), 3u);
  EXPECT_EQ(links_between(whole, lame), 2u);
  EXPECT_EQ(links_between(whole, device("0000:07:00.0")), 0u);
}

TEST(Devices, WithoutLinksTheTreeTellsTheMatrix) {
  Topology topology;
  add_devices(topology, tree("six_gpus.xml"),
              {device("0000:03:00.0"), device("0000:41:00.0"), device("0000:81:00.0")}, "");
  ASSERT_EQ(topology.devices.size(), 6u);
  EXPECT_EQ(topology.devices[0].state, "");
  EXPECT_EQ(topology.devices[5].state, "the driver does not show it");
  EXPECT_THAT(
      topology.matrix[0],
      ElementsAre(Field(&Connection::path, Path::self), Field(&Connection::path, Path::node),
                  Field(&Connection::path, Path::system), Field(&Connection::path, Path::one_switch),
                  Field(&Connection::path, Path::switches), Field(&Connection::path, Path::host_bridge)));
}

TEST(Devices, LinksComeBeforeWhatTheTreeTells) {
  Topology topology;
  add_devices(topology, tree("six_gpus.xml"),
              {device("0000:03:00.0", {to_switch(0)}), device("0000:81:00.0", {to_switch(0)})}, "");
  EXPECT_EQ(topology.matrix[0][1], (Connection{Path::nvlink, 1}));
  EXPECT_EQ(topology.devices[0].links, "1 of 1 active");
}

TEST(Devices, WithoutADriverThoseOfTheTreeSayWhatIsMissing) {
  Topology topology;
  add_devices(topology, tree("six_gpus.xml"), {}, "no NVML");
  ASSERT_EQ(topology.devices.size(), 6u);
  EXPECT_EQ(topology.devices[3].state, "no NVML");
  EXPECT_EQ(topology.no_devices, "");
}

TEST(Devices, OfAnotherMachineAreNotSaidToLackADriver) {
  Topology topology;
  add_devices(topology, tree("six_gpus.xml"), {}, std::nullopt);
  ASSERT_EQ(topology.devices.size(), 6u);
  EXPECT_EQ(topology.devices[3].state, "");
  Topology bare;
  add_devices(bare, tree("no_gpu.xml"), {}, std::nullopt);
  EXPECT_EQ(bare.no_devices, "no PCI device of NVIDIA");
}

TEST(Devices, OnesTheTreeDoesNotShowAreKeptWithoutAPlace) {
  Topology topology;
  add_devices(topology, tree("no_gpu.xml"), {device("0000:03:00.0"), device("0000:04:00.0")}, "");
  ASSERT_EQ(topology.devices.size(), 2u);
  EXPECT_EQ(topology.devices[0].numa, std::nullopt);
  EXPECT_EQ(topology.matrix[0][1].path, Path::unknown);
}

TEST(Devices, NoneAreGivenAReason) {
  Topology topology;
  add_devices(topology, tree("no_gpu.xml"), {}, "no NVML: libnvidia-ml.so.1 is not there");
  EXPECT_TRUE(topology.devices.empty());
  EXPECT_THAT(topology.no_devices, HasSubstr("libnvidia-ml.so.1"));
}

TEST(Devices, WhereTheTreeIsHiddenNvmlTellsThePath) {
  NvmlDevice a = device("0000:03:00.0"), b = device("0000:04:00.0");
  a.paths = {Path::unknown, Path::node};
  b.paths = {Path::node, Path::unknown};
  Topology hidden, shown;
  add_devices(hidden, tree("no_gpu.xml"), {a, b}, "");
  EXPECT_EQ(hidden.matrix[0][1].path, Path::node);
  add_devices(shown, tree("six_gpus.xml"), {a, b}, "");
  EXPECT_EQ(shown.matrix[0][1].path, Path::one_switch);
}

using NvmlDevices = nvml::FakeNvmlTest;

TEST_F(NvmlDevices, AreReadWithTheirLinksAndPaths) {
  script().devices = 2;
  script().links = 3;
  const auto devices = read_devices(*open());
  ASSERT_EQ(devices.size(), 2u);
  EXPECT_EQ(devices[0].bus, "0000:1b:00.0");
  EXPECT_EQ(devices[1].bus, "0000:1c:00.0");
  EXPECT_EQ(devices[1].model, "NVIDIA H200");
  EXPECT_EQ(devices[1].links.size(), 3u);
  EXPECT_THAT(devices[0].paths, ElementsAre(Path::unknown, Path::switches));
  EXPECT_EQ(links_between(devices[0], devices[1]), 3u);
}

TEST_F(NvmlDevices, EachLevelOfNvmlIsAPath) {
  script().devices = 2;
  const std::pair<unsigned, Path> levels[] = {
      {0, Path::one_switch}, {10, Path::one_switch}, {20, Path::switches}, {30, Path::host_bridge},
      {40, Path::node},      {50, Path::system},     {60, Path::unknown}};
  for (const auto& [level, path] : levels) {
    script().common_ancestor = level;
    EXPECT_EQ(read_devices(*open())[0].paths[1], path) << level;
  }
}

TEST_F(NvmlDevices, ALostOneIsKeptWithWhatIsWrong) {
  script().device_code = 15;
  const auto devices = read_devices(*open());
  ASSERT_EQ(devices.size(), 1u);
  EXPECT_EQ(devices[0].state, "GPU is lost");
  Topology topology;
  add_devices(topology, tree("no_gpu.xml"), devices, "");
  EXPECT_EQ(topology.devices[0].state, "GPU is lost");
}

}  // namespace
}  // namespace gpubench
