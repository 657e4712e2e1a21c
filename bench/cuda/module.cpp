#include <cuda_runtime_api.h>
#include <fmt/format.h>

#include <exception>

#include "bench/api/registrar.hpp"
#include "bench/collectives/list.hpp"
#include "bench/cuda/devices.hpp"
#include "bench/cuda/list.hpp"
#include "bench/point_to_point/list.hpp"
#include "kernels/cuda/affine_chain.hpp"

namespace gpubench {
namespace {

void compute_on_device(Stream& stream, const kernels::AffineChainArguments& arguments) {
  kernels::cuda::affine_chain(stream.native(), arguments);
}

const char* register_benchmarks(Registrar& registrar) noexcept {
  try {
    for (auto& benchmark : cuda_benchmarks()) registrar.add(std::move(benchmark));
    for (auto& benchmark : collectives_benchmarks("cuda", {"nccl", "mpi"}, compute_on_device))
      registrar.add(std::move(benchmark));
    for (auto& benchmark : point_to_point_benchmarks("cuda", {"nccl", "mpi"}))
      registrar.add(std::move(benchmark));
    return nullptr;
  } catch (const std::exception&) {
    return "cuda: registration of benchmarks failed: out of memory";
  }
}

/// 13000 -> "13.0"
std::string version_text(int version) {
  return fmt::format("{}.{}", version / 1000, version % 1000 / 10);
}

std::vector<LibraryFact> library_facts() noexcept {
  try {
    std::vector<LibraryFact> facts;
    int version = 0;
    if (cudaRuntimeGetVersion(&version) == cudaSuccess) {
      facts.push_back({"cuda.runtime", version_text(version)});
    }
    // 0 where there is no driver: a missing fact is missing.
    if (cudaDriverGetVersion(&version) == cudaSuccess && version > 0) {
      facts.push_back({"cuda.driver_api", version_text(version)});
    }
    return facts;
  } catch (const std::exception&) {
    return {};
  }
}

std::unique_ptr<DeviceProvider> open_devices(std::string& reason) noexcept {
  try {
    return open_cuda_devices(reason);
  } catch (const std::exception&) {  // no memory even for the reason
    return nullptr;
  }
}

constexpr RequiredLibrary kRequired[] = {{"libcuda.so.1", "no CUDA driver"}, {nullptr, nullptr}};

}  // namespace
}  // namespace gpubench

extern "C" __attribute__((visibility("default"))) const gpubench::ModuleInfo* gpubench_module() {
  static const gpubench::ModuleInfo info{.build_id = gpubench::kBuildId,
                                         .name = "cuda",
                                         .register_benchmarks = gpubench::register_benchmarks,
                                         .library_facts = gpubench::library_facts,
                                         .open_devices = gpubench::open_devices,
                                         .required = gpubench::kRequired};
  return &info;
}
