#include "bench/nvml/facts.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include "tests/bench/nvml/fake.hpp"

namespace gpubench::nvml {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Key;
using testing::Not;
using testing::Pair;

class NvmlFacts : public FakeNvmlTest {
 protected:
  DeviceFacts facts(const JobProcesses& own = std::vector<int>{getpid()}) {
    const auto library = open();
    return device_facts(*library, device(*library), own);
  }
};

TEST_F(NvmlFacts, AreWhatTheDeviceTells) {
  EXPECT_THAT(
      facts(),
      ElementsAre(Pair("driver.version", "580.95.05"), Pair("nvml.version", "13.580.95.05"),
                  Pair("vbios.version", "96.00.BC.00.01"), Pair("compute.capability", "9.0"),
                  Pair("memory.total", "144384 MiB"), Pair("memory.bus_bits", "6144"),
                  Pair("gsp.version", "580.95.05"), Pair("clock.sm_mhz_max", "1981"),
                  Pair("clock.memory_mhz_max", "3202"), Pair("clock.sm_mhz_customer_max", "1980"),
                  Pair("clock.sm_mhz_application", "1980"), Pair("clock.sm_mhz_default", "1980"),
                  Pair("clock.memory_mhz_application", "3201"), Pair("clock.policy", "default"),
                  Pair("power.limit_mw", "650000"), Pair("power.limit_mw_default", "700000"),
                  Pair("power.limit_mw_max", "700000"), Pair("ecc.mode", "on"),
                  Pair("ecc.corrected_since_load", "7"), Pair("ecc.uncorrected_since_load", "1007"),
                  Pair("ecc.corrected_for_life", "107"), Pair("ecc.uncorrected_for_life", "1107"),
                  Pair("memory.pages_retired_single_bit", "3"), Pair("memory.pages_retired_double_bit", "0"),
                  Pair("memory.retirement_pending", "no"), Pair("memory.rows_remapped_corrected", "2"),
                  Pair("memory.rows_remapped_uncorrected", "1"), Pair("memory.remapping_pending", "yes"),
                  Pair("memory.remapping_failed", "no"), Pair("pcie.generation_max", "5"),
                  Pair("pcie.width_max", "16"), Pair("mig.mode", "off"), Pair("persistence.mode", "on"),
                  Pair("compute.mode", "exclusive process"), Pair("nvlink.state", "18 of 18 active"),
                  Pair("processes.other", "0")));
}

TEST_F(NvmlFacts, HoldNoUuidAndNoAddress) {
  script().links_to_gpu = true;
  for (const auto& [key, value] : facts()) {
    EXPECT_THAT(value, Not(HasSubstr("GPU-")));
    EXPECT_THAT(value, Not(HasSubstr(":"))) << key;
  }
}

TEST_F(NvmlFacts, WhatIsNotSupportedIsMissingAndNeverZero) {
  script().unsupported =
      "nvmlDeviceGetEccMode nvmlDeviceGetTotalEccErrors nvmlDeviceGetRetiredPages nvmlDeviceGetRemappedRows "
      "nvmlDeviceGetEnforcedPowerLimit nvmlDeviceGetMigMode nvmlDeviceGetComputeRunningProcesses_v3 "
      "nvmlDeviceGetMemoryInfo nvmlDeviceGetMemoryBusWidth nvmlDeviceGetCudaComputeCapability "
      "nvmlDeviceGetGspFirmwareVersion nvmlDeviceGetPowerManagementLimitConstraints";
  const auto told = facts();
  for (const char* key :
       {"compute.capability", "memory.total", "memory.bus_bits", "gsp.version", "power.limit_mw_max",
        "ecc.mode", "ecc.corrected_since_load", "memory.pages_retired_single_bit",
        "memory.rows_remapped_corrected", "power.limit_mw", "mig.mode", "processes.other"}) {
    EXPECT_THAT(told, Not(Contains(Key(key))));
  }
  EXPECT_THAT(told, Contains(Pair("power.limit_mw_default", "700000")));
}

TEST_F(NvmlFacts, ApplicationClocksBelowTheDefaultAreAPolicy) {
  script().clock_application = 1500;
  EXPECT_THAT(facts(), Contains(Pair("clock.policy", "application clocks set")));
  script().unsupported = "nvmlDeviceGetClock";
  EXPECT_THAT(facts(), Not(Contains(Key("clock.policy"))));
}

TEST_F(NvmlFacts, MigOnAndWhatWaitsForAResetAreTold) {
  script().mig_now = 1;
  script().mig_pending = 1;
  EXPECT_THAT(facts(), Contains(Pair("mig.mode", "on")));
  script().mig_pending = 0;
  EXPECT_THAT(facts(), Contains(Pair("mig.mode", "on, off after the next reset")));
}

TEST_F(NvmlFacts, ALinkThatIsDownIsNamed) {
  script().link_down = 5;
  EXPECT_THAT(facts(), Contains(Pair("nvlink.state", "17 of 18 active, down: 5")));
  script().links = 0;
  EXPECT_THAT(facts(), Not(Contains(Key("nvlink.state"))));
}

TEST_F(NvmlFacts, OtherProcessesAreCountedThoughTheyComeWhileOneAsks) {
  script().processes = 3;
  EXPECT_THAT(facts(), Contains(Pair("processes.other", "3")));
  script().processes_new = 2;
  EXPECT_THAT(facts(), Contains(Pair("processes.other", "5")));
  script().processes_new = 1000;  // faster than one can ask
  EXPECT_THAT(facts(), Not(Contains(Key("processes.other"))));
}

TEST_F(NvmlFacts, ProcessesOfTheJobAreNotOthers) {
  script().processes = 3;  // 1000000001 and on
  EXPECT_THAT(facts(std::vector<int>{getpid(), 1000000001, 1000000003, 7}),
              Contains(Pair("processes.other", "1")));
}

TEST_F(NvmlFacts, WhereTheJobsProcessesAreNotKnownNeitherAreOthers) {
  script().processes = 3;
  EXPECT_THAT(facts(std::nullopt), Contains(Pair("processes.other", "unknown")));
}

TEST_F(NvmlFacts, ADeviceThatIsLostHasThatOneFact) {
  script().device_code = 15;
  EXPECT_THAT(facts(), ElementsAre(Pair("state", "GPU is lost")));
}

class OldNvmlFacts : public OldNvmlTest {};

TEST_F(OldNvmlFacts, FunctionsThatAreAbsentAddNothing) {
  const auto library = open();
  ASSERT_NE(library, nullptr) << reason();
  EXPECT_THAT(device_facts(*library, device(*library), std::vector<int>{getpid()}), IsEmpty());
}

}  // namespace
}  // namespace gpubench::nvml
