#include "harness/topology/host_tree.hpp"

#include <gmock/gmock.h>

#include "results/error.hpp"
#include "tests/support/leaks.hpp"

namespace gpubench {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::ThrowsMessage;

const std::string kData = GPUBENCH_TEST_DATA "/topology/";

// Two packages; below the first two host bridges: 03, 04 at one switch, 07 at a switch below it, 10 at a root
// port; 41 at the other bridge; 81 at the second package. Also a drive 06:02 in the lower switch, an
// NVSwitch 83.
HostTree six_gpus() {
  return HostTree::of_file(kData + "six_gpus.xml");
}

TEST(HostTree, FindsNvidiasControllersAndNoOthers) {
  EXPECT_THAT(six_gpus().find_gpus(), ElementsAre("0000:03:00.0", "0000:04:00.0", "0000:07:00.0",
                                                  "0000:10:00.0", "0000:41:00.0", "0000:81:00.0"));
  EXPECT_THAT(HostTree::of_file(kData + "no_gpu.xml").find_gpus(), IsEmpty());
}

TEST(HostTree, TellsTheNearestPathOfTwoDevices) {
  const HostTree tree = six_gpus();
  const auto path = [&](const char* a, const char* b) {
    const Path there = tree.path_between(a, b), back = tree.path_between(b, a);
    EXPECT_EQ(there, back);
    return there;
  };
  EXPECT_EQ(path("0000:03:00.0", "0000:03:00.0"), Path::self);
  EXPECT_EQ(path("0000:03:00.0", "0000:04:00.0"), Path::one_switch);
  EXPECT_EQ(path("0000:03:00.0", "0000:07:00.0"), Path::switches);
  EXPECT_EQ(path("0000:03:00.0", "0000:06:02.0"), Path::switches);  // two bridges, the fewest of several
  EXPECT_EQ(path("0000:07:00.0", "0000:10:00.0"), Path::host_bridge);
  EXPECT_EQ(path("0000:10:00.0", "0000:41:00.0"), Path::node);
  EXPECT_EQ(path("0000:41:00.0", "0000:81:00.0"), Path::system);
  EXPECT_EQ(path("0000:41:00.0", "0000:99:00.0"), Path::unknown);
}

TEST(HostTree, TellsTheNodeAndProcessorsNearADevice) {
  const HostTree tree = six_gpus();
  EXPECT_EQ(tree.place_of("0000:41:00.0").numa, 0);
  EXPECT_EQ(tree.place_of("0000:41:00.0").cpus, "0-3");
  EXPECT_EQ(tree.place_of("0000:81:00.0").numa, 1);
  EXPECT_EQ(tree.place_of("0000:81:00.0").cpus, "4-7");
  EXPECT_EQ(tree.place_of("0000:99:00.0").numa, std::nullopt);
}

TEST(HostTree, DescribesPackagesNodesCachesAndInterfaces) {
  const Topology host = six_gpus().describe();
  EXPECT_EQ(host.packages, 2);
  EXPECT_EQ(host.cores, 4);
  EXPECT_EQ(host.threads, 8);
  EXPECT_EQ(host.processor, "Example Processor 9000");
  ASSERT_EQ(host.nodes.size(), 2u);
  EXPECT_EQ(host.nodes[1].memory, 512_GiB);
  EXPECT_EQ(host.nodes[1].cpus, "4-7");
  EXPECT_THAT(host.nodes[1].distances, ElementsAre(21, 10));
  ASSERT_EQ(host.caches.size(), 3u);
  EXPECT_EQ(host.caches[0].name, "L1d");
  EXPECT_EQ(host.caches[1].size, 2_MiB);
  EXPECT_EQ(host.caches[2].count, 2);
  ASSERT_EQ(host.interfaces.size(), 3u);
  EXPECT_EQ(host.interfaces[0].name, "mlx5_0");
  EXPECT_EQ(host.interfaces[0].kind, "fabric");
  EXPECT_EQ(host.interfaces[2].name, "eth0");
  EXPECT_EQ(host.interfaces[2].numa, 1);
}

TEST(HostTree, OfThisMachineHasProcessors) {
  const test::LeaksAllowed of_plugins_that_hwloc_unloads;
  const Topology host = HostTree::of_this_machine().describe();
  EXPECT_GE(host.threads, 1);
  EXPECT_GE(host.threads, host.cores);
  EXPECT_FALSE(host.nodes.empty());
}

TEST(HostTree, AFileThatIsNoTreeIsRefusedByName) {
  EXPECT_THAT([] { HostTree::of_file(kData + "smi_links.txt"); },
              ThrowsMessage<results::DataError>(HasSubstr("smi_links.txt")));
  EXPECT_THROW(HostTree::of_file(kData + "absent.xml"), results::DataError);
}

TEST(HostTree, AnAddressOfNvmlsIsWrittenAsTheKernelDoes) {
  EXPECT_EQ(kernel_address("00000000:1B:00.0"), "0000:1b:00.0");
  EXPECT_EQ(kernel_address("0000:1b:00.0"), "0000:1b:00.0");
}

}  // namespace
}  // namespace gpubench
