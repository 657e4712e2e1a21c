#include "harness/doctor/devices.hpp"

#include <dlfcn.h>
#include <gmock/gmock.h>

#include "harness/doctor/driver.hpp"
#include "tests/harness/doctor/some_readings.hpp"
#include "tests/support/fake_nvml.hpp"

namespace gpubench::doctor {
namespace {

using testing::HasSubstr;

/// The devices of the miniature NVML, its answers first those of a device in order.
class DoctorDevices : public testing::Test {
 protected:
  void SetUp() override {
    std::string reason;
    library_ = nvml::Library::open(reason, FAKE_NVML_FILE);
    ASSERT_NE(library_, nullptr) << reason;
    script_ = reinterpret_cast<FakeNvmlFunction>(dlsym(library_->functions().library, "fake_nvml"))();
    *script_ = FakeNvml{};
    script_->initialised = 1;
    script_->errors_uncorrected = 0;
    script_->repair_pending = 0;
    script_->pcie_width = 16;
  }
  void TearDown() override {
    if (script_ == nullptr) return;
    *script_ = FakeNvml{};
    script_->initialised = 1;  // by the library that is open until the test ends
  }
  Finding finding(const std::string& what, unsigned index = 0) const {
    const auto devices = read_devices(*library_);
    if (index >= devices.size()) return {"(no such device)", Result::unknown, "", ""};
    return finding_of(check_device(devices[index]), "device." + std::to_string(index) + "." + what);
  }

  std::shared_ptr<const nvml::Library> library_;
  FakeNvml* script_ = nullptr;
};

TEST_F(DoctorDevices, ADeviceInOrderIsGoodInEveryWay) {
  const auto devices = read_devices(*library_);
  ASSERT_EQ(devices.size(), 1u);
  const Findings findings = check_device(devices[0]);
  EXPECT_EQ(findings.size(), 6u);
  for (const Finding& one : findings) {
    EXPECT_EQ(one.result, Result::good) << one.id << ": " << one.evidence;
    EXPECT_THAT(one.evidence, HasSubstr("NVIDIA H200"));
  }
}

TEST_F(DoctorDevices, AnotherProcessIsInvalidAndThisOneIsNotCounted) {
  EXPECT_EQ(finding("processes").result, Result::good);
  script_->processes = 2;
  EXPECT_EQ(finding("processes").result, Result::invalid);
  EXPECT_THAT(finding("processes").evidence, HasSubstr("2 process"));
  script_->unsupported = "nvmlDeviceGetComputeRunningProcesses_v3";
  EXPECT_EQ(finding("processes").result, Result::unknown);
}

TEST_F(DoctorDevices, MemoryThatNobodySeenHoldsIsAWarning) {
  script_->memory_used = 40ULL << 30;
  const Finding held = finding("memory");
  EXPECT_EQ(held.result, Result::warning);
  EXPECT_THAT(held.evidence, HasSubstr("40 GiB of 141 GiB"));
  script_->processes = 1;  // theirs, of which another finding tells
  EXPECT_EQ(finding("memory").result, Result::good);
  script_->unsupported = "nvmlDeviceGetMemoryInfo";
  EXPECT_EQ(finding("memory").result, Result::unknown);
}

TEST_F(DoctorDevices, ErrorsAndFailedRepairsAreInvalidAndPendingOnesAWarning) {
  script_->repair_pending = 1;
  EXPECT_EQ(finding("ecc").result, Result::warning);
  script_->errors_uncorrected = 3;
  EXPECT_EQ(finding("ecc").result, Result::invalid);
  EXPECT_THAT(finding("ecc").evidence, HasSubstr("3 uncorrected"));
  script_->repair_failed = 1;
  EXPECT_THAT(finding("ecc").evidence, HasSubstr("defective"));
  script_->unsupported = "nvmlDeviceGetTotalEccErrors nvmlDeviceGetRemappedRows";
  EXPECT_EQ(finding("ecc").result, Result::unknown);
}

TEST_F(DoctorDevices, FewerLanesThanThereCouldBeAreAWarningButALowGenerationAtRestIsNot) {
  EXPECT_THAT(finding("pcie").evidence, HasSubstr("16 of 16 lanes, generation 4 of 5"));
  script_->pcie_width = 8;
  EXPECT_EQ(finding("pcie").result, Result::warning);
  EXPECT_THAT(finding("pcie").evidence, HasSubstr("8 of 16 lanes"));
  script_->unsupported = "nvmlDeviceGetMaxPcieLinkWidth";
  EXPECT_EQ(finding("pcie").result, Result::unknown);
}

TEST_F(DoctorDevices, ThrottledAtRestIsAWarningAndIdleIsNot) {
  script_->throttle_bits = 0x1;
  EXPECT_EQ(finding("throttle").result, Result::good);
  script_->throttle_bits = 0x41;
  EXPECT_EQ(finding("throttle").result, Result::warning);
  EXPECT_THAT(finding("throttle").evidence, HasSubstr("HwThermalSlowdown"));
  script_->unsupported = "nvmlDeviceGetCurrentClocksEventReasons";
  EXPECT_EQ(finding("throttle").result, Result::unknown);
}

TEST_F(DoctorDevices, AModeThatWaitsForAResetIsAWarning) {
  script_->mig_pending = 1;
  EXPECT_EQ(finding("modes").result, Result::warning);
  script_->mig_now = 1;
  EXPECT_EQ(finding("modes").result, Result::good);
}

TEST_F(DoctorDevices, ALostDeviceIsOneInvalidFinding) {
  script_->device_code = nvml::kGpuIsLost;
  const auto devices = read_devices(*library_);
  ASSERT_EQ(devices.size(), 1u);
  EXPECT_EQ(check_device(devices[0]).size(), 1u);
  EXPECT_EQ(finding("state").result, Result::invalid);
  EXPECT_THAT(finding("state").evidence, HasSubstr("GPU is lost"));
}

TEST_F(DoctorDevices, ADeviceThatFellOffTheBusHasNoHandleAndIsLostToo) {
  script_->handle_code = nvml::kGpuIsLost;
  EXPECT_EQ(finding("state").result, Result::invalid);
  EXPECT_THAT(finding("state").evidence, HasSubstr("GPU is lost"));
  script_->handle_code = nvml::kNoPermission;
  EXPECT_TRUE(read_devices(*library_).empty()) << "another container's";
  script_->count_code = 999;
  EXPECT_THROW(read_devices(*library_), std::runtime_error);
}

TEST_F(DoctorDevices, EveryDeviceIsLookedAt) {
  script_->devices = 2;
  const CapturedTree tree;
  Readings readings = some_readings(tree);
  readings.driver.devices = read_devices(*library_);
  EXPECT_EQ(finding_of(check_devices(readings), "device.1.pcie").result, Result::good);
}

}  // namespace
}  // namespace gpubench::doctor
