#include "bench/cuda/pool.hpp"

#include <gtest/gtest.h>

#include <map>
#include <new>

namespace gpubench {
namespace {

/// A device of so many bytes that only counts.
struct Device {
  explicit Device(std::size_t capacity) : left(capacity) {}

  DeviceMemory memory() {
    return {[this](std::size_t size) -> std::byte* {
              if (size > left || sizes.size() >= blocks_max) return nullptr;
              left -= size;
              ++allocations;
              auto* const address = reinterpret_cast<std::byte*>(next += 0x10000);
              sizes[address] = size;
              return address;
            },
            [this](std::byte* data) { left += sizes.at(data), sizes.erase(data); }};
  }

  std::size_t left;
  std::size_t blocks_max = 100;  ///< Memory in pieces gives no more.
  std::size_t allocations = 0;
  std::size_t next = 0;
  std::map<std::byte*, std::size_t> sizes;
};

TEST(DevicePool, HandsABlockOn) {
  Device device(1000);
  DevicePool pool(device.memory());
  const DeviceBlock first = pool.take(100);
  pool.give_back(first);
  EXPECT_EQ(pool.idle().count, 100U);
  EXPECT_EQ(pool.take(60).data, first.data);
  EXPECT_EQ(device.allocations, 1U);
  EXPECT_EQ(pool.idle().count, 0U);
}

TEST(DevicePool, ABlockOfOverTwiceTheSizeStaysForALargerOne) {
  Device device(1000);
  DevicePool pool(device.memory());
  const DeviceBlock large = pool.take(400), largest = pool.take(600);
  pool.give_back(largest);
  pool.give_back(large);
  const DeviceBlock small = pool.take(100);  // which the largest makes room for
  EXPECT_NE(small.data, large.data);
  EXPECT_EQ(pool.take(300).data, large.data);
}

TEST(DevicePool, TheSmallestThatFitsIsTaken) {
  Device device(1000);
  DevicePool pool(device.memory());
  const DeviceBlock large = pool.take(120), small = pool.take(100);
  pool.give_back(large);
  pool.give_back(small);
  EXPECT_EQ(pool.take(90).data, small.data);
}

TEST(DevicePool, NeverKeepsMoreThanWasInUseAtOnce) {
  Device device(1000);
  DevicePool pool(device.memory());
  pool.give_back(pool.take(400));
  const DeviceBlock larger = pool.take(500);
  EXPECT_EQ(pool.idle().count, 0U) << "400 idle beside 500 in use, of which no case had need";
  pool.give_back(larger);
  EXPECT_EQ(pool.idle().count, 500U);
  EXPECT_EQ(device.left, 500U);
}

TEST(DevicePool, GivesIdleBlocksUpBeforeItSaysThatThereIsNoMemory) {
  Device device(1000);
  DevicePool pool(device.memory());
  const DeviceBlock a = pool.take(300), b = pool.take(300), c = pool.take(300);
  pool.give_back(a);
  pool.give_back(b);
  EXPECT_NO_THROW(pool.take(650));
  EXPECT_THROW(pool.take(100), std::bad_alloc);
  EXPECT_NE(c.data, nullptr);
}

TEST(DevicePool, IdleBlocksThatWouldBeKeptAlsoGoWhereTheDeviceRefuses) {
  Device device(1000);
  DevicePool pool(device.memory());
  const DeviceBlock a = pool.take(300), b = pool.take(300);
  pool.take(300);
  pool.give_back(a);
  pool.give_back(b);
  device.blocks_max = 2;
  EXPECT_NO_THROW(pool.take(140));
  EXPECT_EQ(pool.idle().count, 0U);
}

TEST(DevicePool, GivesAllBackInTheEnd) {
  Device device(1000);
  {
    DevicePool pool(device.memory());
    const DeviceBlock a = pool.take(300), b = pool.take(200);
    pool.give_back(b);
    pool.give_back(a);
    EXPECT_EQ(pool.idle().count, 500U);
  }
  EXPECT_EQ(device.left, 1000U);
}

}  // namespace
}  // namespace gpubench
