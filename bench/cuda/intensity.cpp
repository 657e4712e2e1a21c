#include "bench/cuda/intensity.hpp"

#include "bench/api/array.hpp"
#include "bench/api/communicator.hpp"
#include "bench/compute/intensity_axis.hpp"
#include "bench/native/exact_output.hpp"
#include "bench/native/nominal_time.hpp"
#include "bench/native/parallelism.hpp"
#include "bench/native/periodic_inputs.hpp"
#include "kernels/cuda/intensity.hpp"

namespace gpubench {
namespace {

constexpr std::uint32_t kTensorData = 4;

std::size_t element_count(const Axes& axes) {
  return axes.size("working_set").count / element_size(axes);
}

template <class T>
class IntensityTrial final : public Trial {
 public:
  IntensityTrial(const Axes& axes, Context& context)
      : inputs_(Family::exact, context.seed, kTensorData),
        data_(context.backend, element_count(axes)),
        checking_threads_(checking_threads(context.backend)),
        arguments_{data_.data(), data_.size(), flop_of_intensity(axes), context.backend.threads(), {}} {}

  void reset() override { inputs_.upload(data_); }

  void enqueue(Stream& stream) override { kernels::cuda::intensity(stream.native(), arguments_); }

  Verdict verify(std::uint64_t applications) override {
    const T added = static_cast<T>(static_cast<double>(applications) * step());
    return judge_exact(
        data_, [&](std::uint64_t i) { return inputs_[i] + added; }, checking_threads_);
  }

  std::uint64_t applications_max() const override {
    return static_cast<std::uint64_t>((std::ldexp(1.0, std::numeric_limits<T>::digits) - 8) / step());
  }

  std::vector<std::span<std::byte>> footprint() override { return {data_.extent()}; }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"flop_per_element", std::to_string(arguments_.flop)}};
  }

 private:
  /// What one application adds to each element.
  double step() const {
    const auto& constants = arguments_.constants;
    if (arguments_.flop <= 2) return static_cast<double>(constants.b);
    return static_cast<double>(arguments_.flop / 4) * static_cast<double>(constants.b - constants.a);
  }

  PeriodicInputs<T> inputs_;
  Array<T> data_;
  int checking_threads_;
  kernels::IntensityArguments<T> arguments_;
};

Description describe_intensity() {
  Description description;
  description.name = "compute/intensity";
  description.backend = "cuda";
  description.operation =
      "each x read, x = -x + a; x = -x + b repeated, x written: so many flop a byte moved";
  description.check = "closed form x + applications * flop/4 (b - a), exact, every element";
  description.metric = Metric::flop_rate;
  description.axes = {
      {.name = "type", .meaning = "Type of the elements.", .choices = {"f64", "f32"}},
      {.name = "intensity", .meaning = "Flop per byte read or written.", .choices = kIntensities},
      {.name = "working_set",
       .meaning = "All data together, over all threads.",
       .kind = AxisDefinition::Kind::size,
       .choices = {},
       .size_min = 4_KiB}};
  return description;
}

class Intensity final : public Benchmark {
 public:
  const Description& description() const override { return description_; }

  /// 512 MiB: well beyond any second-level cache.
  std::vector<Axes> points(Profile profile, const Machine&) const override {
    if (profile == Profile::quick) return {point("f64", "1")};
    if (profile == Profile::standard) return {point("f64", "1/16"), point("f64", "8"), point("f64", "64")};
    std::vector<Axes> points;
    for (const char* type : {"f64", "f32"}) {
      for (const std::string& intensity : kIntensities) {
        Axes axes = point(type, intensity);
        if (!intensity_obstacle(axes)) points.push_back(std::move(axes));
      }
    }
    return points;
  }

  std::optional<std::string> obstacle(const Axes& axes, const Machine&) const override {
    return intensity_obstacle(axes);
  }

  /// Counts: each element read once and written once, with 2 * (bytes of an element) * intensity flop.
  Work work(const Axes& axes, const Machine&) const override {
    Work work;
    work.read = work.written = Bytes{element_count(axes) * element_size(axes)};
    work.flop.count = static_cast<double>(flop_of_intensity(axes)) * static_cast<double>(element_count(axes));
    return work;
  }

  Bytes memory_needed(const Axes& axes, const Machine&) const override { return axes.size("working_set"); }

  Seconds nominal_time(const Axes& axes, const Machine& machine) const override {
    return nominal_device_time(work(axes, machine));
  }

  std::string ceiling(const Axes& axes) const override { return "flop/s " + axes.text("type"); }
  CeilingRole ceiling_role(const Axes&) const override { return CeilingRole::uses; }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    if (axes.text("type") == "f32") return std::make_unique<IntensityTrial<float>>(axes, context);
    return std::make_unique<IntensityTrial<double>>(axes, context);
  }

 private:
  static Axes point(const char* type, const std::string& intensity) {
    return {{"type", type}, {"intensity", intensity}, {"working_set", "512MiB"}};
  }

  Description description_ = describe_intensity();
};

}  // namespace

std::unique_ptr<Benchmark> cuda_intensity_benchmark() {
  return std::make_unique<Intensity>();
}

}  // namespace gpubench
