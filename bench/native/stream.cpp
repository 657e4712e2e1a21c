#include "bench/native/stream.hpp"

#include "bench/native/device_sizes.hpp"
#include "bench/native/nominal_time.hpp"
#include "bench/native/stream_row.hpp"
#include "bench/native/stream_trial.hpp"

namespace gpubench {
namespace {

class DeviceStream final : public Benchmark {
 public:
  DeviceStream(const StreamRow& row, const StreamKernels& kernels) : row_(row), kernels_(kernels) {
    description_.name = row.name;
    description_.backend = kernels.backend;
    description_.operation = row.formula;
    description_.check = row.sums() ? "the sum of each block's tiles equals the integer sum, exactly"
                                    : "every element, bit by bit: inputs are integers -3..3 of period 4093";
    description_.metric = Metric::bandwidth;
    description_.axes = {{.name = "type", .meaning = "Type of the elements.", .choices = {"f64", "f32"}},
                         {.name = "working_set",
                          .meaning = "All data together, over all threads.",
                          .kind = AxisDefinition::Kind::size,
                          .choices = {},
                          .size_min = 4_KiB},
                         {.name = "cache",
                          .meaning = "cold: the data is put out of every cache before each sample.",
                          .choices = {"hot", "cold"}}};
  }

  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine& machine) const override {
    const DeviceSets sets = device_sets(machine);
    const bool triad = row_.operation == kernels::StreamOperation::triad;
    if (profile == Profile::quick) return {point("f64", sets.streamed)};
    if (profile == Profile::standard) {
      if (!triad) return {point("f64", sets.large)};
      return {point("f64", sets.cache), point("f64", sets.streamed), point("f64", sets.streamed, "cold"),
              point("f64", sets.large), point("f64", sets.large, "cold")};
    }
    // Below, a cold sample, one launch, is mostly the launch: this takes 13 us at 5 TB/s.
    constexpr Bytes cold_min = 64_MiB;
    std::vector<Axes> points;
    for (const char* type : {"f64", "f32"}) {
      for (const Bytes size : device_sweep(machine)) {
        points.push_back(point(type, size));
        if (size >= cold_min) points.push_back(point(type, size, "cold"));
      }
    }
    return points;
  }

  /// Counts: each array named is read or written once; the sums themselves are left out.
  Work work(const Axes& axes, const Machine&) const override {
    const std::size_t count = stream_count(row_, axes);
    const Bytes array{count * size_of(parse_data_type(axes.text("type")))};
    Work work;
    work.read = static_cast<std::uint64_t>(row_.reads) * array;
    work.written = static_cast<std::uint64_t>(row_.writes) * array;
    work.flop = Flops{static_cast<double>(row_.flop) * static_cast<double>(count)};
    return work;
  }

  Bytes memory_needed(const Axes& axes, const Machine&) const override { return axes.size("working_set"); }

  Seconds nominal_time(const Axes& axes, const Machine& machine) const override {
    return nominal_device_time(work(axes, machine));
  }

  std::string ceiling(const Axes& axes) const override {
    return axes.text("cache") == "hot" ? kernels_.backend + " bytes/s " + axes.text("working_set")
                                       : std::string();
  }
  CeilingRole ceiling_role(const Axes& axes) const override {
    return axes.text("cache") == "hot" ? CeilingRole::sets : CeilingRole::none;
  }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    return make_device_stream_trial(kernels_, row_, axes, context);
  }

 private:
  static Axes point(const char* type, Bytes size, const char* cache = "hot") {
    return {{"type", type}, {"working_set", format_size(size)}, {"cache", cache}};
  }

  StreamRow row_;
  StreamKernels kernels_;
  Description description_;
};

}  // namespace

std::vector<std::unique_ptr<Benchmark>> device_stream_benchmarks(const StreamKernels& kernels) {
  std::vector<std::unique_ptr<Benchmark>> list;
  for (const StreamRow& row : stream_rows()) list.push_back(std::make_unique<DeviceStream>(row, kernels));
  return list;
}

}  // namespace gpubench
