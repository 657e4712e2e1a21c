#include "harness/topology/nvidia_smi.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace gpubench {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

std::string captured(const std::string& name) {
  std::stringstream text;
  text << std::ifstream(GPUBENCH_TEST_DATA "/topology/" + name).rdbuf();
  return text.str();
}

std::string without(std::string text, const std::string& part) {
  const auto place = text.find(part);
  EXPECT_NE(place, std::string::npos);
  return text.erase(place, part.size());
}

TEST(NvidiaSmi, AMatrixHasDevicesWithTheirPlacesAndNoInterfaces) {
  const SmiTopology topology = parse_smi_topology(captured("smi_matrix.txt"));
  ASSERT_EQ(topology.devices.size(), 4u);
  EXPECT_EQ(topology.devices[2].name, "GPU2");
  EXPECT_EQ(topology.devices[2].cpus, "48-95,144-191");
  EXPECT_EQ(topology.devices[2].numa, 1);
  ASSERT_EQ(topology.matrix[0].size(), 4u);
  EXPECT_EQ(topology.matrix[0][0], (Connection{Path::self, 0}));
  EXPECT_EQ(topology.matrix[3][1], (Connection{Path::nvlink, 18}));
}

TEST(NvidiaSmi, WithoutNvlinkTheWordsArePaths) {
  const SmiTopology topology = parse_smi_topology(
      "\tGPU0\tGPU1\tGPU2\tCPU Affinity\tNUMA Affinity\n"
      "GPU0\t X \tPIX\tSYS\t0-15\tN/A\n"
      "GPU1\tPIX\t X \tPHB\t0-15\t0-1\n"
      "GPU2\tSYS\tPHB\t X \t16-31\t\n");
  EXPECT_EQ(topology.matrix[0][1].path, Path::one_switch);
  EXPECT_EQ(topology.matrix[2][1].path, Path::host_bridge);
  EXPECT_EQ(topology.matrix[0][2].path, Path::system);
  for (const DevicePlace& device : topology.devices) EXPECT_EQ(device.numa, std::nullopt);
}

TEST(NvidiaSmi, WhatIsNoMatrixIsRefused) {
  EXPECT_THROW(parse_smi_topology(""), std::invalid_argument);
  EXPECT_THROW(
      parse_smi_topology("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver."),
      std::invalid_argument);
  EXPECT_THAT(
      [] {
        parse_smi_topology(without(captured("smi_matrix.txt"),
                                   "GPU3\tNV18\tNV18\tNV18\t X \tSYS\tNODE\t48-95,144-191\t1\tN/A\n"));
      },
      ThrowsMessage<std::invalid_argument>(HasSubstr("4 columns of devices and 3 lines")));
  EXPECT_THAT([] { parse_smi_topology("\tGPU0\tGPU1\nGPU0\tX\tNV0\nGPU1\tNV0\tX\n"); },
              ThrowsMessage<std::invalid_argument>(HasSubstr("'NV0' is no connection")));
  EXPECT_THAT([] { parse_smi_topology("\tGPU0\tGPU1\nGPU0\tX\n"); },
              ThrowsMessage<std::invalid_argument>(HasSubstr("GPU0 has no column GPU1")));
}

TEST(NvidiaSmi, LinksAreSpeedsAndInactiveOnesZero) {
  const auto links = parse_smi_links(captured("smi_links.txt"));
  ASSERT_EQ(links.size(), 4u);
  EXPECT_EQ(links[2].name, "GPU2");
  EXPECT_EQ(links[2].model, "NVIDIA H200");
  ASSERT_EQ(links[2].speeds_gbps.size(), 18u);
  EXPECT_DOUBLE_EQ(links[2].speeds_gbps[4], 26.562);
  EXPECT_DOUBLE_EQ(links[2].speeds_gbps[5], 0);
}

TEST(NvidiaSmi, WhatIsNoListOfLinksIsRefused) {
  EXPECT_TRUE(parse_smi_links("").empty());
  EXPECT_THAT([] { parse_smi_links("\t Link 0: 26.562 GB/s\n"); },
              ThrowsMessage<std::invalid_argument>(HasSubstr("neither device nor link")));
  EXPECT_THAT([] { parse_smi_links(without(captured("smi_links.txt"), "\t Link 4: 26.562 GB/s\n")); },
              ThrowsMessage<std::invalid_argument>(HasSubstr("GPU0 has no link 4")));
  EXPECT_THAT([] { parse_smi_links("GPU 0: A\n Link 0: fast\n"); },
              ThrowsMessage<std::invalid_argument>(HasSubstr("'Link 0: fast'")));
}

TEST(NvidiaSmi, LinksBelongToTheDeviceOfTheirName) {
  auto devices = parse_smi_topology(captured("smi_matrix.txt")).devices;
  add_links(devices, parse_smi_links(captured("smi_links.txt")));
  EXPECT_EQ(devices[1].links, "18 of 18 active");
  EXPECT_EQ(devices[2].links, "17 of 18 active");
  EXPECT_EQ(devices[2].model, "NVIDIA H200");
  EXPECT_THROW(add_links(devices, {{"GPU9", "", {}}}), std::invalid_argument);
}

}  // namespace
}  // namespace gpubench
