#include "harness/backends.hpp"

#include <gtest/gtest.h>

namespace gpubench {
namespace {

/// 64 MiB for a device's participant, 32 MiB for each of two ranks.
Machine two_ranks() {
  Machine machine;
  machine.memory_available = 64_MiB;
  machine.memory_per_rank = 32_MiB;
  return machine;
}

TEST(Backends, IdleMemoryStaysWhileBothScopesFit) {
  Backends backends(two_ranks());
  backends.at(Scope::device).allocate(16_MiB);
  backends.make_room(Scope::world, 8_MiB);  // a quarter and a quarter
  EXPECT_EQ(backends.at(Scope::device).idle_memory(), 16_MiB);
}

TEST(Backends, IdleMemoryOfTheOtherScopeGoesWhereBothMayNotFit) {
  Backends backends(two_ranks());
  backends.at(Scope::device).allocate(48_MiB);
  backends.make_room(Scope::device, 64_MiB);
  EXPECT_EQ(backends.at(Scope::device).idle_memory(), 48_MiB) << "its own pool sees to that";
  backends.make_room(Scope::world, 9_MiB);  // three quarters and more than one
  EXPECT_EQ(backends.at(Scope::device).idle_memory(), 0_B);
}

TEST(Backends, ThreadsAreThoseOfTheScope) {
  Machine machine = two_ranks();
  machine.threads = 2;
  machine.threads_per_rank = 1;
  Backends backends(machine);
  EXPECT_EQ(backends.at(Scope::device).threads(), 2);
  EXPECT_EQ(backends.at(Scope::world).threads(), 1);
}

}  // namespace
}  // namespace gpubench
