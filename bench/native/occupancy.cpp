#include "bench/native/occupancy.hpp"

#include <limits>

#include "bench/native/device_sizes.hpp"
#include "bench/native/nominal_time.hpp"
#include "bench/native/periodic_inputs.hpp"

namespace gpubench {
namespace {

constexpr std::int64_t kThreadsMax = 2048;  // Of one multiprocessor; compute capability 8.0, 9.0 and 10.0.

/// Elements of each array, in whole loads of 16 bytes.
std::size_t copied_count(const Axes& axes) {
  return axes.size("working_set").count / 32 * 4;
}

class OccupancyTrial final : public Trial {
 public:
  OccupancyTrial(const OccupancyKernels& kernels, const Axes& axes, Context& context)
      : copy_(kernels.copy),
        data_(kernels.pattern, context.backend, PeriodicInputs<float>::kPeriod),
        out_(context.backend, copied_count(axes)),
        in_(context.backend, out_.size()) {
    const PeriodicInputs<float> inputs(Family::exact, context.seed, 0);
    for (std::uint64_t j = 0; j < inputs.kPeriod; ++j) values_.push_back(inputs[j]);
    const auto multiprocessors = static_cast<unsigned>(std::max(context.machine.threads, 1));
    arguments_ = {out_.data(),
                  in_.data(),
                  out_.size(),
                  static_cast<unsigned>(axes.integer("blocks")) * multiprocessors,
                  static_cast<unsigned>(axes.integer("threads")),
                  context.backend.threads()};
  }

  void reset() override {
    data_.fill(in_, values_);
    data_.fill(out_, std::vector<float>(1, std::numeric_limits<float>::quiet_NaN()));
  }

  void enqueue(Stream& stream) override { copy_(stream, arguments_); }
  Verdict verify(std::uint64_t) override { return data_.judge(out_, values_); }

  /// The output first.
  std::vector<std::span<std::byte>> footprint() override { return {out_.extent(), in_.extent()}; }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"blocks", std::to_string(arguments_.blocks)}, {"threads", std::to_string(arguments_.threads)}};
  }

 private:
  void (*copy_)(Stream&, const kernels::GridCopyArguments&);
  PatternData<float> data_;
  Array<float> out_, in_;
  std::vector<float> values_;
  kernels::GridCopyArguments arguments_{};
};

class Occupancy final : public Benchmark {
 public:
  explicit Occupancy(const OccupancyKernels& kernels) : kernels_(kernels) {
    description_.name = "memory/occupancy";
    description_.backend = kernels.backend;
    description_.operation = "out[i] = in[i], float32[n], one 16-byte load in flight a thread";
    description_.check = "every element, bit by bit: inputs are integers -3..3 of period 4093";
    description_.metric = Metric::bandwidth;
    description_.axes = {count_axis("blocks", "Blocks for each multiprocessor.", 32),
                         count_axis("threads", "Threads of a block.", 1024),
                         {.name = "working_set",
                          .meaning = "All data together, over all threads.",
                          .kind = AxisDefinition::Kind::size,
                          .choices = {},
                          .size_min = 4_KiB}};
  }

  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine& machine) const override {
    const Bytes set = device_sets(machine).memory;
    if (profile == Profile::quick) return {point(8, 256, set)};
    if (profile == Profile::standard) return {point(1, 256, set), point(4, 256, set), point(8, 256, set)};
    std::vector<Axes> points;
    for (std::int64_t threads = 32; threads <= 1024; threads *= 2) {
      for (std::int64_t blocks = 1; blocks <= 32 && blocks * threads <= kThreadsMax; blocks *= 2) {
        points.push_back(point(blocks, threads, set));
      }
    }
    return points;
  }

  std::optional<std::string> obstacle(const Axes& axes, const Machine&) const override {
    if (axes.integer("blocks") * axes.integer("threads") <= kThreadsMax) return std::nullopt;
    return "a multiprocessor holds 2048 threads at most";
  }

  /// Counts: each element read once and written once.
  Work work(const Axes& axes, const Machine&) const override {
    Work work;
    work.read = work.written = Bytes{copied_count(axes) * sizeof(float)};
    return work;
  }

  Bytes memory_needed(const Axes& axes, const Machine&) const override { return axes.size("working_set"); }

  Seconds nominal_time(const Axes& axes, const Machine& machine) const override {
    return nominal_device_time(work(axes, machine));
  }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    return std::make_unique<OccupancyTrial>(kernels_, axes, context);
  }

 private:
  static Axes point(std::int64_t blocks, std::int64_t threads, Bytes set) {
    return {{"blocks", std::to_string(blocks)},
            {"threads", std::to_string(threads)},
            {"working_set", format_size(set)}};
  }

  OccupancyKernels kernels_;
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> occupancy_benchmark(const OccupancyKernels& kernels) {
  return std::make_unique<Occupancy>(kernels);
}

}  // namespace gpubench
