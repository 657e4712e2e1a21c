#include "harness/fingerprint/network.hpp"

#include <gmock/gmock.h>

#include "tests/harness/captured_tree.hpp"

namespace gpubench {
namespace {

using results::Fact;
using testing::ElementsAre;
using testing::IsEmpty;

Fact host_fact(const std::string& key, const std::string& value) {
  return {"host", key, value, ""};
}

TEST(Network, AdaptersHaveDriverSpeedAndMtuAndNoAddress) {
  const CapturedTree tree{{"/sys/class/net/enp129s0f0np0/device/uevent",
                           "DRIVER=mlx5_core\nPCI_CLASS=20000\nPCI_SLOT_NAME=0000:81:00.0\n"},
                          {"/sys/class/net/enp129s0f0np0/speed", "100000\n"},
                          {"/sys/class/net/enp129s0f0np0/mtu", "9000\n"},
                          {"/sys/class/net/enp129s0f0np0/operstate", "up\n"},
                          {"/sys/class/net/enp129s0f0np0/address", "b8:ce:f6:00:00:01\n"},
                          {"/sys/class/net/enp3s0/device/uevent", "DRIVER=igb\n"},
                          {"/sys/class/net/enp3s0/speed", "-1\n"},
                          {"/sys/class/net/enp3s0/operstate", "down\n"},
                          {"/sys/class/net/enp3s0/mtu", "1500\n"},
                          {"/sys/class/net/enx525400abcdef/device/uevent", "DRIVER=r8152\n"},
                          {"/sys/class/net/ethbox/mtu", "1500\n"},
                          {"/sys/class/net/ibx525400abcdef0123/mtu", "2044\n"},
                          {"/sys/class/net/eth0/mtu", "1500\n"},
                          {"/sys/class/net/lo/mtu", "65536\n"},
                          {"/sys/class/net/veth1a2b3c4/mtu", "1500\n"},
                          {"/sys/class/net/docker0/mtu", "1500\n"}};
  EXPECT_THAT(collect_network(tree.files()),
              ElementsAre(host_fact("network.enp129s0f0np0", "mlx5_core, 100000 Mb/s, mtu 9000"),
                          host_fact("network.enp3s0", "igb, down, mtu 1500"),
                          host_fact("network.enx", "r8152"), host_fact("network.eth0", "mtu 1500"),
                          host_fact("network.ethbox", "mtu 1500"), host_fact("network.ibx", "mtu 2044")));
  EXPECT_THAT(collect_network(CapturedTree{}.files()), IsEmpty());
}

TEST(Network, InfinibandTellsFirmwareRateAndLinkButNoGuid) {
  const std::string device = "/sys/class/infiniband/mlx5_0";
  const CapturedTree tree{{device + "/hca_type", "MT4129\n"},
                          {device + "/fw_ver", "28.39.1002\n"},
                          {device + "/node_guid", "b8ce:f603:0000:0001\n"},
                          {device + "/ports/1/link_layer", "InfiniBand\n"},
                          {device + "/ports/1/rate", "400 Gb/sec (4X NDR)\n"},
                          {device + "/ports/1/state", "4: ACTIVE\n"},
                          {device + "/ports/1/gids/0", "fe80:0000:0000:0000:b8ce:f603:0000:0001\n"},
                          {device + "/ports/2/state", "1: DOWN\n"}};
  EXPECT_THAT(collect_infiniband(tree.files()),
              ElementsAre(host_fact("infiniband.mlx5_0",
                                    "MT4129, firmware 28.39.1002; port 1: InfiniBand, 400 Gb/sec (4X NDR), "
                                    "ACTIVE; port 2: DOWN")));
  EXPECT_THAT(collect_infiniband(CapturedTree{}.files()), IsEmpty());
}

}  // namespace
}  // namespace gpubench
