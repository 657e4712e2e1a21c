#include "bench/cuda/devices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "bench/api/registrar.hpp"
#include "bench/cuda/architectures.hpp"
#include "bench/cuda/backend.hpp"
#include "bench/cuda/check.hpp"
#include "bench/cuda/identity.hpp"
#include "bench/nvml/facts.hpp"
#include "bench/nvml/telemetry.hpp"
#include "bench/transfer/peer_copy.hpp"

namespace gpubench {
namespace {

cudaDeviceProp properties_of(int index) {
  cudaDeviceProp properties{};
  check_cuda(cudaGetDeviceProperties(&properties, index), "cudaGetDeviceProperties");
  return properties;
}

/// All of it counts as free until NVML says less; an allocation that fails says so too. The CUDA runtime
/// knows only in a context, and one of each rank on each device would itself take gigabytes.
DeviceInfo info_of(int ordinal) {
  const cudaDeviceProp device = properties_of(ordinal);
  DeviceInfo info;
  info.identity = device_identity(uuid_text(std::as_bytes(std::span<const char, 16>(device.uuid.bytes))));
  info.model = device.name;
  info.bus = fmt::format("{:04x}:{:02x}:{:02x}.0", device.pciDomainID, device.pciBusID, device.pciDeviceID);
  info.memory_total = {device.totalGlobalMem};
  info.memory_free = info.memory_total;
  info.cache_l1 = {device.sharedMemPerMultiprocessor};
  info.cache_l2 = {static_cast<std::uint64_t>(device.l2CacheSize)};
  info.multiprocessors = device.multiProcessorCount;
  info.architecture = fmt::format("sm_{}{}", device.major, device.minor);
  info.compute_capability = 10 * device.major + device.minor;
  return info;
}

class CudaDevices final : public DeviceProvider {
 public:
  /// Those of `count` devices that this build's kernels run on. Throws std::runtime_error where there is
  /// none.
  explicit CudaDevices(int count) : nvml_(nvml::Library::open(nvml_reason_)) {
    for (int ordinal = 0; ordinal < count; ++ordinal) {
      DeviceInfo info = info_of(ordinal);
      // Else each of its cases would fail at its first launch, in the runtime's words.
      if (const auto lack = lack_of_code(kCudaArchitectures, info.compute_capability.value())) {
        left_out_ = fmt::format("{} can't be used: {}", info.model, *lack);
        continue;
      }
      std::string reason;
      const nvml::Device device = nvml_ ? nvml::find_device(*nvml_, info.bus, reason) : nullptr;
      if (device != nullptr) {
        if (const auto memory = nvml::ask<nvml::MemoryInfo>(nvml_->functions().memory, device))
          info.memory_free = std::min(info.memory_total, Bytes{memory->free});
      }
      info.index = static_cast<int>(devices_.size());
      devices_.push_back(std::move(info));
      ordinals_.push_back(ordinal);
      nvml_devices_.push_back(device);
    }
    if (devices_.empty()) throw std::runtime_error(left_out_);
  }

  const std::string& backend() const override { return backend_; }
  const std::vector<DeviceInfo>& devices() const override { return devices_; }
  std::unique_ptr<Backend> open(int index) override {
    return std::make_unique<CudaBackend>(ordinals_.at(static_cast<std::size_t>(index)));
  }
  std::unique_ptr<Telemetry> make_telemetry(int index) override {
    const nvml::Device device = nvml_devices_.at(static_cast<std::size_t>(index));
    return device != nullptr ? nvml::make_telemetry(nvml_, device) : nullptr;
  }
  PeerCopy copy_between(int from, int to, Bytes size) override {
    const auto index_of = [&](int place) { return devices_.at(static_cast<std::size_t>(place)).index; };
    return copy_between_devices(index_of(from), index_of(to), size);
  }
  std::vector<std::pair<std::string, std::string>> facts(int index, const JobProcesses& own) override {
    const auto place = static_cast<std::size_t>(index);
    const cudaDeviceProp device = properties_of(ordinals_.at(place));
    std::vector<std::pair<std::string, std::string>> facts = {
        {"model", devices_[place].model},
        {"architecture", devices_[place].architecture},
        {"multiprocessors", std::to_string(device.multiProcessorCount)},
        {"memory_bytes", std::to_string(device.totalGlobalMem)},
        {"memory_bus_bits", std::to_string(device.memoryBusWidth)},
        {"cache_l2_bytes", std::to_string(device.l2CacheSize)},
        {"copy_engines", std::to_string(device.asyncEngineCount)}};
    if (!left_out_.empty()) facts.emplace_back("device_left_out", left_out_);
    if (nvml_devices_[place] != nullptr) {
      std::ranges::move(nvml::device_facts(*nvml_, nvml_devices_[place], own), std::back_inserter(facts));
    } else {
      facts.emplace_back("nvml", nvml_ ? "does not know this device" : nvml_reason_);
    }
    return facts;
  }

 private:
  std::string backend_ = "cuda";
  std::string nvml_reason_;
  std::shared_ptr<const nvml::Library> nvml_;
  std::vector<nvml::Device> nvml_devices_;  ///< As devices_; null where NVML has none.
  std::vector<DeviceInfo> devices_;
  std::vector<int> ordinals_;  ///< As devices_: how the CUDA runtime counts, devices that are left out too.
  std::string left_out_;       ///< The last device without code, and why; empty where all have some.
};

}  // namespace

std::unique_ptr<DeviceProvider> open_cuda_devices(std::string& reason) {
  int count = 0;
  // Where there is no driver, or one older than this runtime, the count stays as it was: only the code tells.
  const cudaError_t code = cudaGetDeviceCount(&count);
  if (code == cudaErrorNoDevice || (code == cudaSuccess && count < 1)) {
    reason = "no CUDA device";
  } else if (code != cudaSuccess) {
    reason =
        fmt::format("no CUDA device can be used: {} ({})", cudaGetErrorString(code), cudaGetErrorName(code));
  } else {
    try {
      return std::make_unique<CudaDevices>(count);
    } catch (const std::exception& error) {
      reason = error.what();
    }
  }
  return nullptr;
}

}  // namespace gpubench
