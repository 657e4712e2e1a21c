#include "bench/nvml/telemetry.hpp"

#include <gmock/gmock.h>

#include <map>

#include "tests/bench/nvml/fake.hpp"

namespace gpubench::nvml {
namespace {

using testing::Each;
using testing::Pair;
using testing::UnorderedElementsAre;

using Readings = std::map<std::string, std::optional<std::int64_t>>;

Readings readings(Telemetry& telemetry) {
  const auto values = telemetry.read();
  EXPECT_EQ(values.size(), telemetry.series().size());
  Readings named;
  for (std::size_t i = 0; i < values.size(); ++i) named[telemetry.series()[i]] = values[i];
  return named;
}

class NvmlTelemetry : public FakeNvmlTest {
 protected:
  std::unique_ptr<Telemetry> telemetry() {
    auto library = open();
    Device found = device(*library);
    return make_telemetry(std::move(library), found);
  }
};

TEST_F(NvmlTelemetry, ReadsEverySeriesUnderItsName) {
  script().throttle_bits = 0x48;
  EXPECT_THAT(readings(*telemetry()),
              UnorderedElementsAre(Pair("clock_sm_mhz", 1755), Pair("clock_memory_mhz", 3201),
                                   Pair("power_mw", 412345), Pair("temperature_c", 41),
                                   Pair("temperature_memory_c", 47), Pair("throttle_bits", 0x48),
                                   Pair("pcie_generation", 4), Pair("pcie_width", 8),
                                   Pair("performance_state", 0)));
}

TEST_F(NvmlTelemetry, WhatIsNotSupportedIsAbsentBesideWhatIs) {
  script().unsupported = "nvmlDeviceGetPowerUsage nvmlDeviceGetFieldValues";
  auto told = readings(*telemetry());
  EXPECT_EQ(told["power_mw"], std::nullopt);
  EXPECT_EQ(told["temperature_memory_c"], std::nullopt);
  EXPECT_EQ(told["temperature_c"], 41);
}

TEST_F(NvmlTelemetry, AFieldThatIsNotSupportedIsAbsentThoughTheQuestionWasAnswered) {
  script().memory_temperature_code = 3;
  EXPECT_EQ(readings(*telemetry())["temperature_memory_c"], std::nullopt);
}

TEST_F(NvmlTelemetry, AnUnknownPerformanceStateIsAbsent) {
  script().performance_state = 32;
  EXPECT_EQ(readings(*telemetry())["performance_state"], std::nullopt);
}

TEST_F(NvmlTelemetry, ADeviceLostWhileItIsWatchedLeavesHolesAndNoFailure) {
  const auto watched = telemetry();
  script().device_code = 15;
  EXPECT_THAT(readings(*watched), Each(Pair(testing::_, std::optional<std::int64_t>())));
}

class OldNvmlTelemetry : public OldNvmlTest {};

TEST_F(OldNvmlTelemetry, ThrottleReasonsAreFoundByTheirOlderName) {
  script().throttle_bits = 0x4;
  auto library = open();
  Device found = device(*library);
  auto told = readings(*make_telemetry(std::move(library), found));
  EXPECT_EQ(told["throttle_bits"], 4);
  EXPECT_EQ(told["clock_sm_mhz"], 1755);
  EXPECT_EQ(told["power_mw"], std::nullopt);
}

}  // namespace
}  // namespace gpubench::nvml
