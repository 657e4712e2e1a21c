#include "bench/point_to_point/pair.hpp"

#include <algorithm>
#include <utility>

#include "bench/collectives/point.hpp"
#include "bench/point_to_point/trial.hpp"

namespace gpubench {
namespace {

std::size_t message_count(const Axes& axes) {
  return std::max<std::uint64_t>(1, axes.size("size").count / sizeof(float));
}

Description describe(const Pair& row, const std::string& backend,
                     const std::vector<std::string>& transports) {
  AxisDefinition size;
  size.name = "size";
  size.meaning = kMessageSizeMeaning;
  size.kind = AxisDefinition::Kind::size;
  size.size_min = 4_B;
  size.size_max = 4_GiB;

  Description description;
  description.name = row.name;
  description.backend = backend;
  description.operation = row.operation;
  description.check =
      "every element of every message received, bit for bit; every rank's count of operations";
  description.scope = Scope::world;
  description.metric = row.metric;
  description.ranks_min = 2;
  description.axes = {size};
  if (!transports.empty()) description.axes.push_back(transport_axis(transports));
  return description;
}

class PairBenchmark final : public Benchmark {
 public:
  PairBenchmark(Pair row, const std::string& backend, std::vector<std::string> transports)
      : row_(std::move(row)),
        transports_(std::move(transports)),
        description_(describe(row_, backend, transports_)) {}

  const Description& description() const override { return description_; }

  /// All of a profile's sizes over the first transport; over the others the first of them.
  std::vector<Axes> points(Profile profile, const Machine&) const override {
    std::vector<Axes> points;
    for (const Bytes size : sizes(profile)) points.push_back({{"size", format_size(size)}});
    if (transports_.empty()) return points;
    for (Axes& axes : points) axes.set("transport", transports_.front());
    for (std::size_t i = 1; i < transports_.size() && profile != Profile::quick; ++i) {
      points.push_back(points.front());
      points.back().set("transport", transports_[i]);
    }
    return points;
  }

  Work work(const Axes& axes, const Machine& machine) const override {
    const Bytes sent = (row_.messages * message_count(axes)) * Bytes{sizeof(float)};
    const auto pairs = static_cast<std::uint64_t>(std::max(1, ranks_used(machine.ranks) / 2));
    const bool answered = row_.metric == Metric::latency || row_.both_ways;
    Work work;
    work.read = sent;
    work.written = answered ? sent : Bytes{0};
    work.operations = row_.operations;
    work.message = (row_.both_ways ? 2 : 1) * pairs * sent;
    work.message_meaning = row_.message_meaning;
    work.bus_factor = 1;
    return work;
  }

  Bytes memory_needed(const Axes& axes, const Machine&) const override {
    return ((1 + row_.messages) * message_count(axes)) * Bytes{sizeof(float)};
  }

  int ranks_used(int world_size) const override {
    return row_.all_pairs ? world_size - world_size % 2 : std::min(world_size, 2);
  }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    return make_pair_trial(row_, message_count(axes), transport_of(axes) == "mpi", context);
  }

  std::string transport(const Axes& axes) const override { return transport_of(axes); }

 private:
  std::vector<Bytes> sizes(Profile profile) const {
    if (profile == Profile::quick) return row_.quick;
    if (profile == Profile::standard) return row_.standard;
    std::vector<Bytes> all;
    for (Bytes size = 8_B; size <= row_.size_max; size = 2 * size) all.push_back(size);
    return all;
  }

  Pair row_;
  std::vector<std::string> transports_;
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> make_pair_benchmark(Pair row, const std::string& backend,
                                               std::vector<std::string> transports) {
  return std::make_unique<PairBenchmark>(std::move(row), backend, std::move(transports));
}

}  // namespace gpubench
