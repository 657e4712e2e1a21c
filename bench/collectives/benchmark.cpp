#include "bench/collectives/benchmark.hpp"

#include <algorithm>
#include <utility>

#include "bench/collectives/point.hpp"
#include "bench/collectives/trial.hpp"

namespace gpubench {
namespace {

Description describe(const Collective& row, const std::string& backend,
                     const std::vector<std::string>& transports) {
  Description description;
  description.name = row.name;
  description.backend = backend;
  description.operation = row.operation;
  description.check = row.reduces ? "every element on every receiving rank, exactly: sums of small integers"
                                  : "every element on every receiving rank, bit for bit";
  if (has_families(row)) description.check += "; of family R eta <= 1, phi max(4, sqrt ranks)";
  if (row.replicated) description.check += "; all ranks' digests equal";
  description.scope = Scope::world;
  description.metric = Metric::bus_bandwidth;
  description.axes = collective_axes(row, transports);
  return description;
}

class CollectiveBenchmark final : public Benchmark {
 public:
  CollectiveBenchmark(Collective row, const std::string& backend, std::vector<std::string> transports)
      : row_(std::move(row)),
        transports_(std::move(transports)),
        description_(describe(row_, backend, transports_)) {}

  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine&) const override {
    return collective_points(row_, transports_, profile);
  }

  Work work(const Axes& axes, const Machine& machine) const override {
    return collective_work(row_, axes, machine.ranks);
  }

  /// The root's buffers: no rank needs more.
  Bytes memory_needed(const Axes& axes, const Machine& machine) const override {
    const CollectivePoint point = read_point(row_, axes, machine.ranks);
    const Member root{kRoot, machine.ranks};
    const auto blocks =
        static_cast<std::uint64_t>(std::max(1, row_.send_blocks(root)) + row_.recv_blocks(root));
    return blocks * point.count * Bytes{size_of(point.type)};
  }

  std::optional<std::string> obstacle(const Axes& axes, const Machine& machine) const override {
    return point_obstacle(row_, axes, machine.ranks);
  }

  AcrossRanks across_ranks(const Axes& axes) const override {
    return axes.text("convention") == "osu" ? AcrossRanks::mean : AcrossRanks::max;
  }

  bool barrier_between(const Axes& axes) const override { return axes.text("convention") == "osu"; }

  std::string transport(const Axes& axes) const override { return transport_of(axes); }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    return make_collective_trial(row_, read_point(row_, axes, context.communicator->size()), context);
  }

 private:
  Collective row_;
  std::vector<std::string> transports_;
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> make_collective_benchmark(Collective row, const std::string& backend,
                                                     std::vector<std::string> transports) {
  return std::make_unique<CollectiveBenchmark>(std::move(row), backend, std::move(transports));
}

}  // namespace gpubench
