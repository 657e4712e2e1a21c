#include "harness/doctor/driver.hpp"

#include <gmock/gmock.h>

#include "tests/harness/doctor/some_readings.hpp"

namespace gpubench::doctor {
namespace {

using testing::HasSubstr;

CapturedTree::Files on_bus() {
  return {{"/sys/bus/pci/devices/0000:1b:00.0/vendor", "0x10de\n"},
          {"/sys/bus/pci/devices/0000:1b:00.0/class", "0x030200\n"}};
}

CapturedTree::Files with_driver() {
  CapturedTree::Files files = on_bus();
  files["/dev/nvidia0"] = "";
  files["/dev/nvidiactl"] = "";
  files["/proc/driver/nvidia/version"] =
      "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.95.05  Release Build  (dvs-builder)\n"
      "GCC version:  gcc version 12.3.0 (Ubuntu 12.3.0-1ubuntu1~22.04)\n";
  return files;
}

CapturedTree::Files in_container(CapturedTree::Files files) {
  files["/.dockerenv"] = "";
  return files;
}

Finding driver_finding(const CapturedTree::Files& files, const DriverState& driver) {
  const CapturedTree tree(files);
  Readings readings = some_readings(tree);
  readings.driver = driver;
  return finding_of(check_driver(readings), "driver");
}

const DriverState kWorks{true, "", {}}, kNone{false, std::nullopt, {}};

TEST(DoctorDriver, AMachineWithoutADeviceIsANote) {
  const CapturedTree::Files other = {{"/sys/bus/pci/devices/0000:00:02.0/vendor", "0x1002\n"},
                                     {"/sys/bus/pci/devices/0000:00:02.0/class", "0x030000\n"},
                                     {"/sys/bus/pci/devices/0000:00:03.0/vendor", "0x10de\n"},
                                     {"/sys/bus/pci/devices/0000:00:03.0/class", "0x020000\n"},
                                     {"/dev/nvidia-caps", ""}};
  const Finding finding = driver_finding(other, kNone);
  EXPECT_EQ(finding.result, Result::note);
  EXPECT_THAT(finding.evidence, HasSubstr("absent"));
  EXPECT_THAT(finding.mend, HasSubstr("nvidia-driver"));
  EXPECT_EQ(driver_finding({}, kWorks).result, Result::note);
}

TEST(DoctorDriver, ADriverThatWorksIsGoodAndItsVersionIsTold) {
  const Finding finding = driver_finding(with_driver(), kWorks);
  EXPECT_EQ(finding.result, Result::good) << finding.evidence;
  EXPECT_THAT(finding.evidence, HasSubstr("580.95.05"));
  EXPECT_EQ(find_device_traces(CapturedTree(with_driver()).files()).nodes, 1u);
}

TEST(DoctorDriver, ADeviceOnTheBusWithoutAKernelDriverWantsOne) {
  const Finding finding = driver_finding(on_bus(), kNone);
  EXPECT_EQ(finding.result, Result::warning);
  EXPECT_THAT(finding.evidence, HasSubstr("1 NVIDIA device(s) on the PCI bus"));
  EXPECT_THAT(finding.mend, HasSubstr("modprobe nvidia"));
}

TEST(DoctorDriver, NodesWithoutTheDriversLibraryAreAContainersFault) {
  EXPECT_THAT(driver_finding(with_driver(), kNone).mend, HasSubstr("apt-get install libcuda1"));
  const Finding finding = driver_finding(in_container(with_driver()), kNone);
  EXPECT_EQ(finding.result, Result::warning);
  EXPECT_THAT(finding.evidence, HasSubstr("libcuda.so.1 is not mounted"));
  EXPECT_THAT(finding.mend, HasSubstr("--gpus all"));
}

TEST(DoctorDriver, ADriverWithoutNodesIsAContainersFaultToo) {
  auto files = with_driver();
  files.erase("/dev/nvidia0");
  EXPECT_THAT(driver_finding(files, kWorks).mend, HasSubstr("nvidia-modprobe"));
  const Finding finding = driver_finding(in_container(files), kWorks);
  EXPECT_EQ(finding.result, Result::warning);
  EXPECT_THAT(finding.evidence, HasSubstr("no device node"));
  EXPECT_THAT(finding.mend, HasSubstr("--device nvidia.com/gpu=all"));
}

TEST(DoctorDriver, NvmlMissingOrComplainingIsAWarning) {
  EXPECT_THAT(driver_finding(with_driver(), {true, std::nullopt, {}}).evidence, HasSubstr("no telemetry"));
  const Finding finding = driver_finding(with_driver(), {true, "NVML: nvmlInit_v2: mismatch (code 18)", {}});
  EXPECT_EQ(finding.result, Result::warning);
  EXPECT_THAT(finding.evidence, HasSubstr("code 18"));
}

Result version_result(const char* driver, std::vector<LibraryFact> facts) {
  const CapturedTree tree{
      {"/proc/driver/nvidia/version",
       std::string("NVRM version: NVIDIA UNIX x86_64 Kernel Module  ") + driver + "  x\n"}};
  Readings readings = some_readings(tree);
  readings.facts = std::move(facts);
  return finding_of(check_driver_version(readings), "driver.version").result;
}

TEST(DoctorDriver, ADriverBelowCudasMinimumIsInvalid) {
  EXPECT_EQ(version_result("580.65.06", {{"cuda.runtime", "13.0"}}), Result::good);
  EXPECT_EQ(version_result("575.57.08", {{"cuda.runtime", "13.0"}}), Result::invalid);
  EXPECT_EQ(version_result("525.60.13", {{"cuda.runtime", "12.9"}}), Result::good);
  EXPECT_EQ(version_result("525.60.12", {{"cuda.runtime", "12.0"}}), Result::invalid);
  EXPECT_EQ(version_result("450.80.02", {{"cuda.runtime", "11.8"}}), Result::good);
  EXPECT_EQ(version_result("450.51.06", {{"cuda.runtime", "11.0"}}), Result::invalid);
  EXPECT_EQ(version_result("580.65.06", {{"cuda.runtime", "99.0"}}), Result::unknown);
}

TEST(DoctorDriver, AnOlderMinorVersionOfTheDriversIsANote) {
  EXPECT_EQ(version_result("535.54.03", {{"cuda.runtime", "12.9"}, {"cuda.driver_api", "12.2"}}),
            Result::note);
  EXPECT_EQ(version_result("575.57.08", {{"cuda.runtime", "12.9"}, {"cuda.driver_api", "12.9"}}),
            Result::good);
  EXPECT_EQ(version_result("580.65.06", {{"cuda.runtime", "12.9"}, {"cuda.driver_api", "13.0"}}),
            Result::good);
}

TEST(DoctorDriver, AnOldDriverWithALibraryThatIsNewEnoughIsANote) {
  EXPECT_EQ(version_result("535.54.03", {{"cuda.runtime", "13.0"}, {"cuda.driver_api", "13.0"}}),
            Result::note);
  EXPECT_EQ(version_result("535.54.03", {{"cuda.runtime", "13.0"}, {"cuda.driver_api", "12.2"}}),
            Result::invalid);
}

TEST(DoctorDriver, WithoutADriverOrARuntimeThereIsNothingToCompare) {
  const CapturedTree tree(with_driver());
  Readings readings = some_readings(tree);
  EXPECT_TRUE(check_driver_version(readings).empty());
  readings.files = SystemFiles("/nowhere");
  readings.facts = {{"cuda.runtime", "13.0"}};
  EXPECT_TRUE(check_driver_version(readings).empty());
}

}  // namespace
}  // namespace gpubench::doctor
