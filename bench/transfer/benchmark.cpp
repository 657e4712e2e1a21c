#include <cuda_runtime_api.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "bench/transfer/list.hpp"
#include "bench/transfer/route.hpp"
#include "kernels/cuda/transfer.hpp"

namespace gpubench {
namespace {

constexpr std::uint64_t kQuad = sizeof(kernels::cuda::Quad);

/// Reads and writes of the device's own memory, per byte of the size; what the host or a peer reads and
/// writes at the other end is the same bytes.
struct Row {
  Route route;
  const char* name;
  const char* operation;
  std::uint64_t reads, writes;
  double bytes_per_second;  ///< Round figures of a current device: they choose a batch size and nothing else.
};

constexpr std::array<Row, 6> kRows = {{
    {Route::host_to_device, "transfer/host_to_device", "device[i] = host[i], size bytes", 0, 1, 50e9},
    {Route::device_to_host, "transfer/device_to_host", "host[i] = device[i], size bytes", 1, 0, 50e9},
    {Route::device_to_device, "transfer/device_to_device", "b[i] = a[i] on one device, size bytes", 1, 1,
     3e12},
    {Route::bidirectional, "transfer/bidirectional",
     "device[i] = host[i] and, at the same time, other_host[i] = other_device[i], size bytes each; both "
     "count",
     1, 1, 80e9},
    {Route::peer_to_peer, "transfer/peer_to_peer",
     "peer[i] = device[i], size bytes, to the next device this process sees", 1, 0, 100e9},
    {Route::peer_bidirectional, "transfer/peer_bidirectional",
     "peer[i] = device[i] and, at the same time, other_device[i] = other_peer[i], size bytes each, between "
     "this "
     "device and the next; both count",
     1, 1, 200e9},
}};

std::vector<AxisDefinition> axes_of(Route route) {
  std::vector<AxisDefinition> axes = {{.name = "size",
                                       .meaning = "What is moved, each way.",
                                       .kind = AxisDefinition::Kind::size,
                                       .choices = {},
                                       .size_max = 64_GiB}};
  // One thread can't have two pageable copies under way: each returns when its last part is staged.
  if (route == Route::host_to_device || route == Route::device_to_host) {
    axes.push_back({.name = "memory",
                    .meaning = "The host's: page-locked and mapped, or pageable.",
                    .choices = {"pinned", "pageable"}});
  }
  axes.push_back({.name = "engine",
                  .meaning = "copy: cudaMemcpyAsync. kernel: loads and stores of 16 bytes.",
                  .choices = {"copy", "kernel"}});
  return axes;
}

class Transfer final : public Benchmark {
 public:
  explicit Transfer(const Row& row) : row_(row) {
    description_.name = row.name;
    description_.backend = "cuda";
    description_.operation = row.operation;
    description_.check = "every byte of each copy: random bytes of period 4093 words";
    description_.metric = Metric::bandwidth;
    description_.axes = axes_of(row.route);
  }

  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine& machine) const override {
    const bool on_device = row_.route == Route::device_to_device;
    const Bytes large = std::min(on_device ? 1_GiB : 256_MiB, machine.memory_available / 8);
    const Bytes whole = {std::max<std::uint64_t>(large.count / kQuad, 1) * kQuad};
    if (profile == Profile::quick) return {point(std::min(whole, 64_MiB))};
    if (profile == Profile::standard) {
      const Axes other =
          description_.axes.size() > 2 ? point(whole, "pageable") : point(whole, "pinned", "kernel");
      return {point(64_KiB), point(whole), other};
    }
    std::vector<Axes> points;
    for (const char* memory : {"pinned", "pageable"}) {
      if (memory == std::string("pageable") && description_.axes.size() < 3) continue;
      for (const char* engine : {"copy", "kernel"}) {
        if (memory == std::string("pageable") && engine == std::string("kernel")) continue;
        for (Bytes size = 1_KiB; size <= whole; size = 4 * size)
          points.push_back(point(size, memory, engine));
      }
    }
    return points;
  }

  Work work(const Axes& axes, const Machine&) const override {
    Work work;
    work.read = row_.reads * axes.size("size");
    work.written = row_.writes * axes.size("size");
    return work;
  }

  /// On the device.
  Bytes memory_needed(const Axes& axes, const Machine&) const override {
    const bool two = row_.route != Route::host_to_device && row_.route != Route::device_to_host &&
                     row_.route != Route::peer_to_peer;
    return (two ? 2 : 1) * axes.size("size");
  }

  std::optional<std::string> obstacle(const Axes& axes, const Machine&) const override {
    const bool by_kernel = axes.text("engine") == "kernel";
    if (by_kernel && axes.has("memory") && axes.text("memory") == "pageable")
      return "a kernel reaches page-locked memory of the host only";
    if (by_kernel && axes.size("size").count % kQuad != 0)
      return fmt::format("a kernel moves {} bytes at a time", kQuad);
    if (touches_peer(row_.route)) return peer_obstacle(by_kernel);
    return std::nullopt;
  }

  Seconds nominal_time(const Axes& axes, const Machine&) const override {
    constexpr double start = 5e-6;  // Of a copy.
    const double slower = axes.has("memory") && axes.text("memory") == "pageable" ? 5 : 1;
    return Seconds(start + slower * static_cast<double>(axes.size("size").count) / row_.bytes_per_second);
  }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    const bool pinned = !axes.has("memory") || axes.text("memory") == "pinned";
    return make_transfer_trial({row_.route, axes.size("size").count, pinned, axes.text("engine") == "kernel"},
                               context);
  }

 private:
  static std::optional<std::string> peer_obstacle(bool by_kernel) {
    int count = 0;
    if (cudaGetDeviceCount(&count) != cudaSuccess || count < 2)
      return fmt::format("needs two devices in one process, this one sees {}", count);
    for (int device = 0; by_kernel && device < count; ++device) {
      int can = 0;
      const int peer = (device + 1) % count;
      if (cudaDeviceCanAccessPeer(&can, device, peer) != cudaSuccess || can == 0)
        return fmt::format("device {} can't reach the memory of device {}", device, peer);
    }
    return std::nullopt;
  }

  Axes point(Bytes size, const char* memory = "pinned", const char* engine = "copy") const {
    Axes axes{{"size", format_size(size)}};
    if (description_.axes.size() > 2) axes.set("memory", memory);
    axes.set("engine", engine);
    return axes;
  }

  Row row_;
  Description description_;
};

}  // namespace

std::vector<std::unique_ptr<Benchmark>> transfer_benchmarks() {
  std::vector<std::unique_ptr<Benchmark>> list;
  for (const Row& row : kRows) list.push_back(std::make_unique<Transfer>(row));
  return list;
}

}  // namespace gpubench
