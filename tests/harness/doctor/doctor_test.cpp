#include "harness/doctor/doctor.hpp"

#include <gmock/gmock.h>

#include <set>

#include "tests/harness/doctor/some_readings.hpp"

namespace gpubench::doctor {
namespace {

/// A host of two processors in order.
CapturedTree::Files plain_host() {
  return {
      {"/proc/meminfo", "MemTotal: 16777216 kB\nMemAvailable: 8388608 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\n"},
      {"/proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu avx fma avx2\n"},
      {"/proc/self/cgroup", "0::/\n"},
      {"/proc/self/mountinfo", "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n"},
      {"/sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n"},
      {"/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n"},
      {"/sys/devices/system/cpu/cpu1/cpufreq/scaling_governor", "performance\n"}};
}

Readings readings_of(const CapturedTree& tree) {
  Readings readings = some_readings(tree);
  readings.modules.clear();
  for (const char* name : {"blas", "cublas", "cuda", "cudnn", "cufft", "fftw", "mpi", "nccl", "onednn"})
    readings.modules.push_back({name, "", false});
  readings.facts = {{"blas.provider", "libopenblas.so.0"}, {"openblas.corename", "Haswell"}};
  return readings;
}

TEST(Doctor, APlainHostWithoutADeviceIsGood) {
  const CapturedTree tree(plain_host());
  const Findings findings = examine(readings_of(tree));
  EXPECT_EQ(overall(findings), Result::good);
  EXPECT_EQ(findings_text(findings, {}),
            "note     driver  absent: no NVIDIA device, device node or driver here\n"
            "         mend: where there is a GPU: apt-get install nvidia-driver, then reboot\n"
            "good     module.blas, module.cublas, module.cuda, module.cudnn, module.cufft, module.fftw, "
            "module.mpi, "
            "module.nccl, module.onednn, library.blas, library.copies, cpu.quota, cpu.ranks, cpu.threads, "
            "cpu.governor, memory.shared, memory.locked, memory.free, memory.swap, memory.huge_pages, "
            "folder.output, folder.temporary\n"
            "23 checks: nothing speaks against measuring here\n");
}

TEST(Doctor, AContainerThatWasStartedWithoutItsDeviceIsToldWhatItLacks) {
  auto files = plain_host();
  files["/run/.containerenv"] = "";
  files["/sys/bus/pci/devices/0000:1b:00.0/vendor"] = "0x10de\n";
  files["/sys/bus/pci/devices/0000:1b:00.0/class"] = "0x030200\n";
  files["/proc/driver/nvidia/version"] = "NVRM version: NVIDIA UNIX x86_64 Kernel Module  570.86.15  x\n";
  files["/sys/fs/cgroup/cpu.max"] = "150000 100000\n";
  const CapturedTree tree(files);
  Readings readings = readings_of(tree);
  readings.modules[2] = {"cuda", "no CUDA driver (libcuda.so.1 is not found)", true};
  readings.facts.push_back({"cuda.runtime", "13.0"});
  const Findings findings = examine(readings);
  EXPECT_EQ(overall(findings), Result::invalid);
  EXPECT_EQ(
      findings_text(findings, {}),
      "invalid  driver.version  driver 570.86.15, CUDA 13.0: at least 580 is needed\n"
      "         mend: install a driver from 580 on (apt-get install cuda-drivers), or build with an older "
      "CUDA\n"
      "warning  module.cuda     no CUDA driver (libcuda.so.1 is not found)\n"
      "         mend: what mends the finding driver mends this\n"
      "warning  driver          1 NVIDIA device(s) on the PCI bus, but no device node /dev/nvidia* here\n"
      "         mend: start the container with its devices: docker run --gpus all, podman run --device "
      "nvidia.com/gpu=all, apptainer exec --nv\n"
      "warning  cpu.quota       a control group leaves 1.50 of 2 processors' time: threads stop when it is "
      "used up\n"
      "         mend: give whole processors in place of time: --cpuset-cpus=0 without --cpus, or taskset "
      "-c 0\n"
      "warning  memory.shared   64 MiB free in /dev/shm, 1 GiB wanted by NCCL\n"
      "         mend: mount -o remount,size=1024M /dev/shm; in a container: --shm-size=1024m\n"
      "good     module.blas, module.cublas, module.cudnn, module.cufft, module.fftw, module.mpi, "
      "module.nccl, "
      "module.onednn, library.blas, library.copies, cpu.ranks, cpu.threads, cpu.governor, memory.locked, "
      "memory.free, memory.swap, memory.huge_pages, folder.output, folder.temporary\n"
      "24 checks: 1 finding makes measurements invalid, 4 warnings\n");
}

TEST(Doctor, NoTwoFindingsHaveOneNameAndWhatIsWrongSaysWhatMendsIt) {
  const CapturedTree tree;
  Readings readings = some_readings(tree);
  readings.driver.devices = {DeviceState{}, DeviceState{}};
  readings.driver.devices[1].index = 1;
  readings.driver.devices[1].lost = "GPU is lost";
  std::set<std::string> names;
  for (const Finding& finding : examine(readings)) {
    EXPECT_TRUE(names.insert(finding.id).second) << finding.id;
    EXPECT_FALSE(finding.evidence.empty()) << finding.id;
    if (finding.result == Result::warning || finding.result == Result::invalid) {
      EXPECT_FALSE(finding.mend.empty()) << finding.id;
    }
  }
}

}  // namespace
}  // namespace gpubench::doctor
