#include "harness/doctor/modules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "harness/doctor/driver.hpp"

namespace gpubench::doctor {
namespace {

/// How a module comes to work: its library on a machine that has the module, and what a build needs to make
/// it. The packages are those of scripts/install-packages and of NVIDIA's repository for CUDA 13.
struct ModulePackages {
  const char *name, *run, *build;
};
constexpr std::array<ModulePackages, 9> kModules = {
    {{"mpi", "openmpi-bin", "libopenmpi-dev"},
     {"blas", "libopenblas0-pthread", "libopenblas-pthread-dev"},
     {"fftw", "libfftw3-double3 libfftw3-single3", "libfftw3-dev"},
     {"onednn", "libdnnl2", "libdnnl-dev"},
     {"cuda", "", "cuda-toolkit-13-0"},
     {"cublas", "libcublas-13-0", "cuda-toolkit-13-0"},
     {"cufft", "libcufft-13-0", "cuda-toolkit-13-0"},
     {"cudnn", "cudnn9-cuda-13", "cudnn9-cuda-13"},
     {"nccl", "libnccl2", "libnccl-dev"}}};

std::string run_packages(const std::string& module) {
  const auto* known = std::ranges::find(kModules, module, &ModulePackages::name);
  return known == kModules.end() ? "" : known->run;
}

Finding check_module(const ModuleState& module, const Readings& readings, bool has_device) {
  const std::string id = "module." + module.name;
  if (module.reason.empty()) return {id, Result::good, "usable", ""};
  if (module.needs_driver && !readings.driver.has_library) {
    if (!has_device) return {id, Result::note, "absent: " + module.reason, ""};
    return {id, Result::warning, module.reason, "what mends the finding driver mends this"};
  }
  if (module.reason.find("not found") != std::string::npos && !run_packages(module.name).empty())
    return {id, Result::warning, module.reason, "apt-get install " + run_packages(module.name)};
  return {id, Result::warning, module.reason, "build and install the program and its modules together"};
}

}  // namespace

Findings check_modules(const Readings& readings) {
  const bool has_device = find_device_traces(readings.files).any();
  Findings findings;
  for (const ModuleState& module : readings.modules)
    findings.push_back(check_module(module, readings, has_device));
  for (const ModulePackages& known : kModules) {
    if (std::ranges::find(readings.modules, known.name, &ModuleState::name) != readings.modules.end())
      continue;
    findings.push_back({fmt::format("module.{}", known.name), Result::note, "not in this build",
                        fmt::format("apt-get install {}, then build again", known.build)});
  }
  return findings;
}

}  // namespace gpubench::doctor
