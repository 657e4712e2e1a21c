#include "bench/native/device_sizes.hpp"

#include <gtest/gtest.h>

#include "bench/native/array_sizes.hpp"

namespace gpubench {
namespace {

Machine device(Bytes cache, Bytes memory) {
  Machine machine{};
  machine.cache_l2 = machine.cache_last = cache;
  machine.memory_available = memory;
  return machine;
}

TEST(DeviceSets, LieInTheCacheAndWellBeyondIt) {
  const DeviceSets sets = device_sets(device(50_MiB, 128_GiB));
  EXPECT_EQ(sets.cache, 8_MiB);
  EXPECT_EQ(sets.memory, 512_MiB) << "at least eight times, not at most";
  EXPECT_EQ(sets.streamed, 1_GiB);
  EXPECT_EQ(sets.large, 4_GiB);
}

TEST(DeviceSets, ALargeCacheMovesThemUp) {
  const DeviceSets sets = device_sets(device(200_MiB, 128_GiB));
  EXPECT_EQ(sets.memory, 2_GiB);
  EXPECT_EQ(sets.streamed, 2_GiB);
  EXPECT_EQ(device_sets(device(1_GiB, 128_GiB)).large, 8_GiB);
}

TEST(DeviceSets, NoneIsMoreThanAQuarterOfTheMemory) {
  const DeviceSets sets = device_sets(device(50_MiB, 3_GiB));
  EXPECT_EQ(sets.memory, 512_MiB);
  EXPECT_EQ(sets.streamed, 512_MiB);
  EXPECT_EQ(sets.large, 512_MiB);
  EXPECT_EQ(device_sets(device(0_B, 3_GiB)).cache, 64_KiB) << "a cache that is not told";
}

TEST(ArraySizes, OfADeviceAreItsSets) {
  const ArraySizes sizes = array_sizes(false, device(50_MiB, 128_GiB));
  EXPECT_EQ(sizes.usual, 512_MiB);
  EXPECT_EQ(sizes.large, 1_GiB);
  EXPECT_EQ(sizes.sweep.front(), 256_KiB);
  EXPECT_EQ(sizes.sweep.back(), 1_GiB);
}

TEST(ArraySizes, OfAHostAreWhatAQuickRunCanAfford) {
  EXPECT_EQ(array_sizes(true, device(50_MiB, 128_GiB)).large, 128_MiB);
  EXPECT_EQ(array_sizes(true, device(1_GiB, 128_GiB)).large, 256_MiB);
  EXPECT_EQ(array_sizes(true, device(1_MiB, 128_GiB)).large, 64_MiB);
  EXPECT_EQ(array_sizes(true, device(1_MiB, 128_GiB)).usual, 64_MiB);
}

}  // namespace
}  // namespace gpubench
