#include "bench/memory/stream.hpp"

#include <fmt/format.h>

#include "bench/api/communicator.hpp"
#include "bench/host/array.hpp"
#include "bench/memory/sizes.hpp"
#include "bench/memory/stream_row.hpp"

namespace gpubench {
namespace {

using kernels::StreamOperation;

std::vector<AxisDefinition> axes_of(const StreamRow& row) {
  std::vector<AxisDefinition> axes;
  axes.push_back({.name = "type", .meaning = "Type of the elements.", .choices = {"f64", "f32"}});
  axes.push_back({.name = "working_set",
                  .meaning = "All data together, over all threads.",
                  .kind = AxisDefinition::Kind::size,
                  .choices = {},
                  .size_min = 4_KiB});
  if (!row.sums()) {
    axes.push_back({.name = "stores",
                    .meaning = "Non-temporal stores go past the caches.",
                    .choices = {"ordinary", "nontemporal"}});
  }
  axes.push_back({.name = "cache",
                  .meaning = "cold: the data is put out of every cache before each sample.",
                  .choices = {"hot", "cold"}});
  return axes;
}

Description describe(const StreamRow& row) {
  Description description;
  description.name = row.name;
  description.backend = "host";
  description.operation = row.formula;
  description.check = row.sums() ? "each thread's sum and the whole equal the integer sums, exactly"
                                 : "every element, bit by bit: inputs are integers -3..3 of period 4093";
  description.metric = Metric::bandwidth;
  description.axes = axes_of(row);
  return description;
}

class StreamBenchmark final : public Benchmark {
 public:
  explicit StreamBenchmark(const StreamRow& row) : row_(row), description_(describe(row)) {}

  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine& machine) const override {
    const WorkingSets sets = working_sets(machine);
    const bool triad = row_.operation == StreamOperation::triad;
    if (profile == Profile::thorough) return all_points(machine);
    if (profile == Profile::quick) {
      if (!triad) return {point("f64", sets.memory)};
      return {point("f64", sets.l2), point("f64", sets.memory)};
    }
    if (!triad) return {point("f64", sets.l2), point("f64", sets.memory)};
    return {point("f64", sets.l1), point("f64", sets.l2), point("f64", sets.large),
            point("f64", sets.large, "nontemporal"), point("f64", sets.l2, "ordinary", "cold")};
  }

  Work work(const Axes& axes, const Machine&) const override {
    const Bytes array{stream_count(row_, axes) * element_size(axes)};
    const auto passes = static_cast<std::uint64_t>(stream_passes(axes));
    Work work;
    work.read = static_cast<std::uint64_t>(row_.reads) * passes * array;
    work.written = static_cast<std::uint64_t>(row_.writes) * passes * array;
    work.flop.count = static_cast<double>(row_.flop) * static_cast<double>(passes * stream_count(row_, axes));
    return work;
  }

  Bytes memory_needed(const Axes& axes, const Machine&) const override { return axes.size("working_set"); }

  std::optional<std::string> obstacle(const Axes& axes, const Machine&) const override {
    if (!axes.has("stores") || axes.text("stores") == "ordinary" || kernels::has_nontemporal_stores())
      return std::nullopt;
    return "there are no non-temporal stores for this kind of processor";
  }

  std::string ceiling(const Axes& axes) const override {
    return axes.text("cache") == "hot" ? "bytes/s " + axes.text("working_set") : std::string();
  }
  CeilingRole ceiling_role(const Axes& axes) const override {
    return axes.text("cache") == "hot" ? CeilingRole::sets : CeilingRole::none;
  }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    return make_stream_trial(row_, axes, context);
  }

 private:
  Axes point(const char* type, Bytes size, const char* stores = "ordinary", const char* cache = "hot") const {
    Axes axes{{"type", type}, {"working_set", format_size(size)}};
    if (!row_.sums()) axes.set("stores", stores);
    axes.set("cache", cache);
    return axes;
  }

  std::vector<Axes> all_points(const Machine& machine) const {
    constexpr Bytes cold_min = 1_MiB;  // Below, a cold sample is mostly the misses of its first lines.
    std::vector<Axes> points;
    for (const char* type : {"f64", "f32"}) {
      for (const char* stores : {"ordinary", "nontemporal"}) {
        if (row_.sums() && stores != std::string("ordinary")) continue;
        for (const Bytes size : sweep_sizes(machine, 2, 1)) {
          points.push_back(point(type, size, stores, "hot"));
          if (size >= cold_min) points.push_back(point(type, size, stores, "cold"));
        }
      }
    }
    return points;
  }

  StreamRow row_;
  Description description_;
};

}  // namespace

std::vector<std::unique_ptr<Benchmark>> stream_benchmarks() {
  std::vector<std::unique_ptr<Benchmark>> list;
  for (const StreamRow& row : stream_rows()) list.push_back(std::make_unique<StreamBenchmark>(row));
  return list;
}

}  // namespace gpubench
