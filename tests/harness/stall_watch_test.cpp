#include "harness/stall_watch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>

#include "tests/support/thread_world.hpp"

namespace gpubench {
namespace {

using test::on_ranks;
using test::ThreadWorld;

/// What a rank's watch told last, and how often.
struct Told {
  std::mutex mutex;
  std::string reason;
  std::atomic<int> times = 0;
  void operator()(const std::string& why) {
    const std::lock_guard lock(mutex);
    reason = why;
    ++times;
  }
};

template <class Condition>
void wait_until(Condition condition) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (!condition() && std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

TEST(StallWatch, OnlyRankZeroTellsAndNamesWhoDoesNotWait) {
  on_ranks(3, [](ThreadWorld& world) {
    Told told;
    StallWatch watch(world, std::ref(told));
    EXPECT_TRUE(watch.sees_all());
    std::optional<Call> waiting;
    if (world.rank() != 2) waiting.emplace(world.count);
    world.barrier();
    watch.expect_within(Seconds(0.2));
    if (world.rank() == 0) {
      wait_until([&] { return told.times > 0; });
      EXPECT_THAT(told.reason, testing::StartsWith("rank 2 did not arrive within 0.2 s (busy outside MPI)"));
    }
    world.barrier();
    EXPECT_TRUE(world.rank() == 0 || told.times == 0);
  });
}

TEST(StallWatch, OneRankThatMovesIsEnough) {
  std::atomic<bool> moved = true;  // unless the machine kept it from that
  on_ranks(3, [&](ThreadWorld& world) {
    Told told;
    StallWatch watch(world, std::ref(told));
    const Call waiting(world.count);
    world.barrier();
    watch.expect_within(Seconds(0.5));
    for (int i = 0; i < 200; ++i) {
      const auto last = std::chrono::steady_clock::now();
      if (world.rank() == 1) ++watch.steps();
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
      if (std::chrono::steady_clock::now() - last > std::chrono::milliseconds(300)) moved = false;
    }
    world.barrier();
    if (moved) {
      EXPECT_EQ(told.times, 0);
    }
    world.barrier();
  });
  if (!moved) GTEST_SKIP() << "this machine kept a rank from moving for 0.3 s";
}

TEST(StallWatch, WhereRankZeroIsSilentTheNextOneTells) {
  on_ranks(3, [](ThreadWorld& world) {
    Told told;
    std::optional<StallWatch> watch(std::in_place, world, std::ref(told));
    const Call waiting(world.count);
    world.barrier();
    if (world.rank() == 0) watch.reset();
    world.barrier();
    if (watch) watch->expect_within(Seconds(0.2));
    if (world.rank() == 1) {
      wait_until([&] { return told.times > 0; });
      EXPECT_THAT(told.reason, testing::StartsWith("rank 0 did not arrive within 0.2 s (no sign of life)"));
    }
    world.barrier();
    EXPECT_TRUE(world.rank() != 2 || told.times == 0);
  });
}

TEST(StallWatch, RestsUntilItIsToldOtherwise) {
  on_ranks(2, [](ThreadWorld& world) {
    Told told;
    StallWatch watch(world, std::ref(told));
    watch.expect_within(Seconds(0.05));
    watch.rest();
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    EXPECT_EQ(told.times, 0);
    world.barrier();
  });
}

}  // namespace
}  // namespace gpubench
