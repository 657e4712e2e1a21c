#include "bench/point_to_point/pair.hpp"

#include <algorithm>
#include <utility>

#include "bench/point_to_point/trial.hpp"

namespace gpubench {
namespace {

std::size_t count_of(const Axes& axes) {
  return std::max<std::uint64_t>(1, axes.size("size").count / sizeof(float));
}

Description describe(const Pair& row, const std::string& backend) {
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
  return description;
}

class PairBenchmark final : public Benchmark {
 public:
  PairBenchmark(Pair row, const std::string& backend)
      : row_(std::move(row)), description_(describe(row_, backend)) {}

  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine&) const override {
    std::vector<Axes> points;
    for (const Bytes size : sizes(profile)) points.push_back({{"size", format_size(size)}});
    return points;
  }

  Work work(const Axes& axes, const Machine& machine) const override {
    const Bytes sent = (row_.messages * count_of(axes)) * Bytes{sizeof(float)};
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
    return ((1 + row_.messages) * count_of(axes)) * Bytes{sizeof(float)};
  }

  int ranks_used(int world_size) const override {
    return row_.all_pairs ? world_size - world_size % 2 : std::min(world_size, 2);
  }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    return make_pair_trial(row_, count_of(axes), context);
  }

 private:
  std::vector<Bytes> sizes(Profile profile) const {
    if (profile == Profile::quick) return row_.quick;
    if (profile == Profile::standard) return row_.standard;
    std::vector<Bytes> all;
    for (Bytes size = 8_B; size <= row_.size_max; size = 2 * size) all.push_back(size);
    return all;
  }

  Pair row_;
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> make_pair_benchmark(Pair row, const std::string& backend) {
  return std::make_unique<PairBenchmark>(std::move(row), backend);
}

}  // namespace gpubench
