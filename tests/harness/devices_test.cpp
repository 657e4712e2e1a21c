#include "harness/devices.hpp"

#include <gtest/gtest.h>

#include "harness/solo_world.hpp"
#include "tests/harness/fake_benchmark.hpp"

namespace gpubench {
namespace {

DeviceInfo device(const std::string& identity, Bytes memory, int multiprocessors) {
  DeviceInfo info;
  info.identity = identity;
  info.model = "Model";
  info.memory_free = memory;
  info.cache_l1 = 256_KiB;
  info.cache_l2 = 50_MiB;
  info.multiprocessors = multiprocessors;
  return info;
}

TEST(MachineOfDevices, IsTheLeastOfTheElectedAndAnEighthOfMemoryStaysBack) {
  const std::vector<SeenDevices> seen = {{"g", {device("a", 80_GiB, 132)}, ""},
                                         {"h", {device("b", 64_GiB, 144)}, ""},
                                         {"h", {device("b", 8_GiB, 1)}, ""}};
  const Machine machine = machine_of(elect_devices(seen), seen);
  EXPECT_EQ(machine.memory_available, 56_GiB) << "the third rank does not measure";
  EXPECT_EQ(machine.threads, 132);
  EXPECT_EQ(machine.ranks, 2) << "distinct devices, not ranks";
  EXPECT_EQ(machine.cache_l1, 256_KiB);
  EXPECT_EQ(machine.cache_l2, 50_MiB);
  EXPECT_EQ(machine.cache_last, 50_MiB);
}

TEST(MachineOfDevices, HasACapabilityWhereAllDevicesHaveTheSame) {
  std::vector<SeenDevices> seen = {{"g", {device("a", 80_GiB, 132)}, ""},
                                   {"h", {device("b", 64_GiB, 144)}, ""}};
  EXPECT_FALSE(machine_of(elect_devices(seen), seen).compute_capability) << "no device tells one";
  seen[0].devices[0].compute_capability = seen[1].devices[0].compute_capability = 90;
  EXPECT_EQ(machine_of(elect_devices(seen), seen).compute_capability, 90);
  seen[1].devices[0].compute_capability = 100;
  EXPECT_FALSE(machine_of(elect_devices(seen), seen).compute_capability);
}

TEST(MachineOfDevices, OfNobodyIsRefused) {
  EXPECT_THROW(machine_of(DeviceElection{}, {}), std::invalid_argument);
}

TEST(SeenDevices, PassThroughTextUnchanged) {
  SeenDevices seen{"host", {device("a", 80_GiB, 132), device("b", 1_GiB, 2)}, "none"};
  seen.devices[0].compute_capability = 90;
  const SeenDevices back = seen_devices_from_text(to_text(seen));
  EXPECT_EQ(back.host, "host");
  EXPECT_EQ(back.reason, "none");
  ASSERT_EQ(back.devices.size(), 2U);
  EXPECT_EQ(back.devices[1].identity, "b");
  EXPECT_EQ(back.devices[0].memory_free, 80_GiB);
  EXPECT_EQ(back.devices[0].multiprocessors, 132);
  EXPECT_EQ(back.devices[0].compute_capability, 90);
  EXPECT_FALSE(back.devices[1].compute_capability) << "what is not known became a number";
  EXPECT_THROW(seen_devices_from_text("{}"), std::invalid_argument);
}

TEST(Devices, ABackendWithoutAModuleHasAReasonAndTheHostNeedsNone) {
  std::vector<std::unique_ptr<Benchmark>> own;
  own.push_back(std::make_unique<test::FakeBenchmark>("memory/triad"));
  auto other = std::make_unique<test::FakeBenchmark>("memory/copy");
  other->description_.backend = "cuda";
  own.push_back(std::move(other));
  Catalogue catalogue(std::move(own), {});
  std::vector<CatalogueEntry*> entries;
  for (CatalogueEntry& entry : catalogue.entries()) entries.push_back(&entry);
  SoloWorld world;
  Devices devices = Devices::open(world, catalogue, entries, std::vector<Place>(1), test::machine());
  EXPECT_EQ(devices.machines().of("host")->memory_available, 8_GiB);
  EXPECT_EQ(devices.machines().of("cuda"), nullptr);
  EXPECT_EQ(devices.machines().reason_against("cuda"),
            "there is no module cuda that would provide its devices");
  EXPECT_EQ(devices.find("cuda"), nullptr);
  EXPECT_TRUE(devices.facts(0, std::nullopt).empty());
}

}  // namespace
}  // namespace gpubench
