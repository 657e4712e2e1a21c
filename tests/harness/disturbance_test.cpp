#include "harness/disturbance.hpp"

#include <gmock/gmock.h>
#include <sys/mman.h>

#include <chrono>
#include <thread>

#include "harness/place.hpp"
#include "tests/harness/captured_tree.hpp"

namespace gpubench {
namespace {

using testing::Contains;
using testing::Not;

constexpr const char* kStat =
    "cpu  4758 0 1641 245960 836 0 44 10 0 0\ncpu0 2004 0 675 123866 48 0 15 5 0 0\n";
constexpr const char* kCpuinfo =
    "processor\t: 0\nflags\t\t: fpu tsc aperfmperf sse\ncpu MHz\t\t: 2700.000\n\n"
    "processor\t: 1\nflags\t\t: fpu tsc aperfmperf sse\ncpu MHz\t\t: 3500.125\n\n";

std::int64_t value(const DisturbanceMeter& meter, const Disturbance& disturbance, const std::string& name) {
  for (std::size_t i = 0; i < meter.series().size(); ++i)
    if (meter.series()[i] == name) return disturbance.values[i];
  ADD_FAILURE() << "no series " << name;
  return -1;
}

TEST(Disturbance, StealIsTheEighthFigure) {
  EXPECT_EQ(parse_steal(kStat, 100), 100'000'000);
  EXPECT_EQ(parse_steal("cpu  4758 0 1641 245960 836 0 44\n", 100), std::nullopt);  // a kernel before 2.6.11
  EXPECT_EQ(parse_steal("cpu0 4758 0 1641 245960 836 0 44 10\n", 100), std::nullopt);
  EXPECT_EQ(parse_steal("", 100), std::nullopt);
}

TEST(Disturbance, ClockIsThatOfTheProcessorAsked) {
  EXPECT_EQ(parse_clock(kCpuinfo, 0), 2'700'000);
  EXPECT_EQ(parse_clock(kCpuinfo, 1), 3'500'125);
  EXPECT_EQ(parse_clock(kCpuinfo, 2), std::nullopt);
}

TEST(Disturbance, ANominalClockIsNoReading) {
  EXPECT_EQ(parse_clock("processor : 0\nflags : fpu tsc hypervisor\ncpu MHz : 2700.000\n", 0), std::nullopt);
}

TEST(Disturbance, WhatTheMachineDoesNotTellIsNoSeries) {
  const CapturedTree nothing;
  const DisturbanceMeter meter(nothing.files());
  EXPECT_EQ(meter.series().size(), 4u);
  EXPECT_THAT(meter.series(), Not(Contains("steal_ns")));
  EXPECT_THAT(meter.series(), Not(Contains("clock_khz")));
}

TEST(Disturbance, StealThatComesUpBetweenLooksIsSeen) {
  CapturedTree tree{{"/proc/stat", kStat}};
  DisturbanceMeter meter(tree.files());
  meter.begin();
  EXPECT_EQ(value(meter, meter.end(), "steal_ns"), 0);
  tree.write("/proc/stat", "cpu  4758 0 1641 245960 836 0 44 13 0 0\n");
  std::int64_t stolen = 0;
  // A look costs an unknown time on a noisy machine and the next waits 200 times as long.
  for (int i = 0; i < 500 && stolen == 0; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    meter.begin();
    stolen = value(meter, meter.end(), "steal_ns");
  }
  EXPECT_EQ(stolen, 30'000'000);
  for (int i = 0; i < 5; ++i) {  // and is told once
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    meter.begin();
    stolen += value(meter, meter.end(), "steal_ns");
  }
  EXPECT_EQ(stolen, 30'000'000);
}

TEST(Disturbance, ScalingClockIsPreferred) {
  CapturedTree tree{{"/proc/cpuinfo", kCpuinfo}};
  for (const int cpu : find_place().cpus)
    tree.write("/sys/devices/system/cpu/cpu" + std::to_string(cpu) + "/cpufreq/scaling_cur_freq",
               "1234567\n");
  DisturbanceMeter meter(tree.files());
  meter.begin();
  EXPECT_EQ(value(meter, meter.end(), "clock_khz"), 1'234'567);
}

TEST(Disturbance, TouchedPagesAndSleepsAreCounted) {
  constexpr std::size_t kPages = 64, kPage = 4096;
  DisturbanceMeter meter;
  void* memory = mmap(nullptr, kPages * kPage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  ASSERT_NE(memory, MAP_FAILED);
  madvise(memory, kPages * kPage, MADV_NOHUGEPAGE);
  meter.begin();
  for (std::size_t page = 0; page < kPages; ++page) static_cast<volatile char*>(memory)[page * kPage] = 1;
  std::this_thread::sleep_for(std::chrono::milliseconds(1));
  const Disturbance disturbed = meter.end();
  munmap(memory, kPages * kPage);
  EXPECT_GE(value(meter, disturbed, "faults_minor"), static_cast<std::int64_t>(kPages));
  EXPECT_GE(value(meter, disturbed, "switches_voluntary"), 1);

  meter.begin();
  const Disturbance quiet = meter.end();
  EXPECT_EQ(value(meter, quiet, "switches_voluntary"), 0);
  EXPECT_LT(value(meter, quiet, "faults_minor"), static_cast<std::int64_t>(kPages));
}

}  // namespace
}  // namespace gpubench
