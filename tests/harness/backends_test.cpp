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

/// Of one process without devices.
struct HostOnly {
  Devices devices;
  Backends backends{two_ranks(), devices, Seconds(1)};
};

TEST(Backends, ADeviceThatIsNotThereIsNamed) {
  HostOnly host;
  EXPECT_THROW(host.backends.device("cuda"), std::runtime_error);
}

TEST(Backends, IdleMemoryStaysWhileBothScopesFit) {
  HostOnly host;
  Backends& backends = host.backends;
  backends.at(Scope::device).allocate(16_MiB);
  backends.make_room(Scope::world, 8_MiB);  // a quarter and a quarter
  EXPECT_EQ(backends.at(Scope::device).idle_memory(), 16_MiB);
}

TEST(Backends, IdleMemoryOfTheOtherScopeGoesWhereBothMayNotFit) {
  HostOnly host;
  Backends& backends = host.backends;
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
  Devices none;
  Backends backends(machine, none, Seconds(1));
  EXPECT_EQ(backends.at(Scope::device).threads(), 2);
  EXPECT_EQ(backends.at(Scope::world).threads(), 1);
}

}  // namespace
}  // namespace gpubench
