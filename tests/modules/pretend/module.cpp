/// The module of pretend devices: what drives accelerators, tested where there are none. Never installed.
#include <fmt/format.h>

#include <exception>

#include "bench/api/registrar.hpp"
#include "bench/collectives/list.hpp"
#include "bench/point_to_point/list.hpp"
#include "tests/modules/pretend/communicator.hpp"
#include "tests/modules/pretend/copy.hpp"
#include "tests/modules/pretend/device.hpp"

namespace gpubench::pretend {
namespace {

/// Readings that count up, so that a test knows them again.
class PretendTelemetry final : public Telemetry {
 public:
  explicit PretendTelemetry(std::shared_ptr<Device> device) : device_(std::move(device)) {}
  const std::vector<std::string>& series() const override { return series_; }
  std::vector<std::optional<std::int64_t>> read() noexcept override {
    ++reads_;
    return {1000 + device_->number(), device_->throttled() ? 4 : 0,
            reads_ % 2 == 1 ? std::nullopt : std::optional(reads_)};
  }

 private:
  std::shared_ptr<Device> device_;
  std::vector<std::string> series_ = {"clock_sm_mhz", "throttle_bits", "power_mw"};
  std::int64_t reads_ = 0;
};

class Provider final : public DeviceProvider {
 public:
  explicit Provider(const Settings& settings) : settings_(settings) {
    for (const int number : settings.visible) {
      DeviceInfo info;
      info.index = static_cast<int>(infos_.size());
      info.identity = fmt::format("{:012x}", 0xfeed0000 + number);
      info.model = "Pretend Device";
      info.memory_total = 1_GiB;
      info.memory_free = 64_MiB;
      info.cache_l1 = 128_KiB;
      info.cache_l2 = 4_MiB;
      info.multiprocessors = 4;
      infos_.push_back(info);
      devices_.push_back(std::make_shared<Device>(number, settings));
    }
  }
  const std::string& backend() const override { return backend_; }
  const std::vector<DeviceInfo>& devices() const override { return infos_; }
  std::unique_ptr<Backend> open(int index) override {
    if (settings_.fault == Fault::open) throw std::runtime_error("planted: the device can't be opened");
    return make_backend(devices_.at(static_cast<std::size_t>(index)));
  }
  std::unique_ptr<Telemetry> make_telemetry(int index) override {
    return std::make_unique<PretendTelemetry>(devices_.at(static_cast<std::size_t>(index)));
  }
  /// Twice as fast to a device of a higher number.
  PeerCopy copy_between(int from, int to, Bytes size) override {
    const bool right = settings_.fault != Fault::garbled || to != 1;
    return {Seconds(static_cast<double>(size.count) / (from < to ? 200e9 : 100e9)), right};
  }
  std::vector<std::pair<std::string, std::string>> facts(int, const JobProcesses& own) override {
    return {{"pretend.driver", "1.0"}, {"pretend.job", own ? fmt::format("{}", own->size()) : "unknown"}};
  }

 private:
  std::string backend_ = "pretend";
  Settings settings_;
  std::vector<DeviceInfo> infos_;
  std::vector<std::shared_ptr<Device>> devices_;
};

void compute_on_device(Stream& stream, const kernels::AffineChainArguments& arguments) {
  kernels::AffineChainArguments here = arguments;
  here.in = reinterpret_cast<const float*>(unveil(arguments.in));
  here.out = reinterpret_cast<float*>(unveil(arguments.out));
  queue_of(stream).launch(Seconds(0), [&] { kernels::affine_chain(here); });
}

const char* register_benchmarks(Registrar& registrar) noexcept {
  registrar.add(make_copy_benchmark());
  for (auto& benchmark : collectives_benchmarks("pretend", {"pretend", "mpi", "absent"}, compute_on_device))
    registrar.add(std::move(benchmark));
  // Latency stays the host's alone: what goes on where a device fails.
  for (auto& benchmark : point_to_point_benchmarks("pretend", {"pretend", "mpi"}))
    if (benchmark->description().name != "point_to_point/latency") registrar.add(std::move(benchmark));
  return nullptr;
}

std::unique_ptr<DeviceProvider> open_devices(std::string& reason) noexcept {
  const Settings settings = read_settings();
  if (!settings.visible.empty()) return std::make_unique<Provider>(settings);
  reason = "no pretend device is visible";
  return nullptr;
}

std::unique_ptr<Communicator> make_group_communicator(World& group, Backend& backend, Seconds limit,
                                                      std::string& reason) noexcept {
  if (group.communicator() != nullptr) return make_communicator(*group.communicator(), backend, limit);
  reason = "one process without MPI";
  return nullptr;
}

}  // namespace
}  // namespace gpubench::pretend

extern "C" __attribute__((visibility("default"))) const gpubench::ModuleInfo* gpubench_module() {
  static const gpubench::ModuleInfo info{.build_id = gpubench::kBuildId,
                                         .name = "pretend",
                                         .register_benchmarks = gpubench::pretend::register_benchmarks,
                                         .library_facts = nullptr,
                                         .open_devices = gpubench::pretend::open_devices,
                                         .make_communicator = gpubench::pretend::make_group_communicator};
  return &info;
}
