#include "bench/compute/intensity.hpp"

#include <algorithm>
#include <cmath>

#include "bench/api/communicator.hpp"
#include "bench/compute/intensity_axis.hpp"
#include "bench/host/array.hpp"
#include "bench/host/exact.hpp"
#include "bench/host/pattern.hpp"
#include "bench/memory/sizes.hpp"
#include "kernels/host/fma.hpp"

namespace gpubench {
namespace {

std::size_t element_count(const Axes& axes) {
  return axes.size("working_set").count / element_size(axes);
}

template <class T>
class IntensityTrial final : public Trial {
 public:
  IntensityTrial(const Axes& axes, Context& context)
      : set_(kernels::best_instruction_set()),
        integers_(small_integers(context.seed, 4)),
        data_(context.backend, element_count(axes)) {
    arguments_ = {data_.data(), data_.size(), flop_of_intensity(axes), context.backend.threads(), {}};
  }

  void reset() override { pattern(0).fill(data_.data(), data_.size(), arguments_.threads); }

  void enqueue(Stream&) override { kernels::intensity(set_, arguments_); }

  Verdict verify(std::uint64_t applications) override {
    return judge_pattern(pattern(static_cast<double>(applications) * step()), data_.data(), data_.size(),
                         arguments_.threads);
  }

  std::uint64_t applications_max() const override {
    return static_cast<std::uint64_t>((std::ldexp(1.0, std::numeric_limits<T>::digits) - 8) / step());
  }

  std::vector<std::span<std::byte>> footprint() override { return {data_.bytes()}; }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"threads", std::to_string(arguments_.threads)},
            {"instruction_set", kernels::to_string(set_)},
            {"flop_per_element", std::to_string(arguments_.flop)}};
  }

 private:
  Pattern<T> pattern(double added) const {
    return Pattern<T>([&](std::size_t j) { return integers_[j] + added; });
  }

  /// What one application adds to each element.
  double step() const {
    const auto& constants = arguments_.constants;
    if (arguments_.flop <= 2) return static_cast<double>(constants.b);
    return static_cast<double>(arguments_.flop / 4) * static_cast<double>(constants.b - constants.a);
  }

  kernels::InstructionSet set_;
  std::vector<std::int32_t> integers_;
  HostArray<T> data_;
  kernels::IntensityArguments<T> arguments_;
};

class Intensity final : public Benchmark {
 public:
  Intensity() {
    description_.name = "compute/intensity";
    description_.backend = "host";
    description_.operation =
        "each x read, x = -x + a; x = -x + b repeated, x written: so many flop a byte moved";
    description_.check = "closed form x + applications * flop/4 (b - a), exact, every element";
    description_.metric = Metric::flop_rate;
    description_.axes = {
        {.name = "type", .meaning = "Type of the elements.", .choices = {"f64", "f32"}},
        {.name = "intensity", .meaning = "Flop per byte read or written.", .choices = kIntensities},
        {.name = "working_set",
         .meaning = "All data together, over all threads.",
         .kind = AxisDefinition::Kind::size,
         .choices = {},
         .size_min = 4_KiB}};
  }

  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine& machine) const override {
    const std::string size = format_size(std::min(working_sets(machine).memory, 64_MiB));
    std::vector<std::string> intensities = {"1"};
    if (profile == Profile::standard) intensities = {"1/16", "1", "8", "64"};
    if (profile == Profile::thorough) intensities = kIntensities;
    std::vector<Axes> points;
    for (const std::string& intensity : intensities) {
      points.push_back({{"type", "f64"}, {"intensity", intensity}, {"working_set", size}});
    }
    if (profile != Profile::thorough) return points;
    for (const std::string& intensity : intensities) {
      const Axes axes{{"type", "f32"}, {"intensity", intensity}, {"working_set", size}};
      if (!obstacle(axes, machine)) points.push_back(axes);
    }
    return points;
  }

  std::optional<std::string> obstacle(const Axes& axes, const Machine&) const override {
    return intensity_obstacle(axes);
  }

  Work work(const Axes& axes, const Machine&) const override {
    Work work;
    work.read = work.written = Bytes{element_count(axes) * element_size(axes)};
    work.flop.count = static_cast<double>(flop_of_intensity(axes)) * static_cast<double>(element_count(axes));
    return work;
  }

  Bytes memory_needed(const Axes& axes, const Machine&) const override { return axes.size("working_set"); }

  std::string ceiling(const Axes& axes) const override { return "flop/s " + axes.text("type"); }
  CeilingRole ceiling_role(const Axes&) const override { return CeilingRole::uses; }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    if (axes.text("type") == "f32") return std::make_unique<IntensityTrial<float>>(axes, context);
    return std::make_unique<IntensityTrial<double>>(axes, context);
  }

 private:
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> intensity_benchmark() {
  return std::make_unique<Intensity>();
}

}  // namespace gpubench
