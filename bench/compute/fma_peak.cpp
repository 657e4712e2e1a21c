#include "bench/compute/fma_peak.hpp"

#include <limits>

#include "bench/api/communicator.hpp"
#include "bench/host/array.hpp"
#include "bench/host/exact.hpp"
#include "bench/host/pattern.hpp"
#include "kernels/host/fma.hpp"

namespace gpubench {
namespace {

// With 12 chains a millisecond and more: starting and joining threads, some us, must not lower the ceiling.
constexpr std::int64_t kPairs = 262144;

std::size_t element_count(const Axes& axes, int threads) {
  return static_cast<std::size_t>(axes.integer("ilp") * threads) * kernels::kChainBytes / element_size(axes);
}

template <class T>
class FmaPeakTrial final : public Trial {
 public:
  FmaPeakTrial(const Axes& axes, Context& context)
      : set_(kernels::best_instruction_set()),
        integers_(small_integers(context.seed, 3)),
        in_(context.backend, element_count(axes, context.backend.threads())),
        out_(context.backend, in_.size()) {
    arguments_ = {
        in_.data(), out_.data(), kPairs, static_cast<int>(axes.integer("ilp")), context.backend.threads(),
        {}};
  }

  void reset() override {
    pattern(0).fill(in_.data(), in_.size(), 1);
    Pattern<T>([](std::size_t) {
      return std::numeric_limits<double>::quiet_NaN();
    }).fill(out_.data(), out_.size(), 1);
  }

  void enqueue(Stream&) override { kernels::fma_peak(set_, arguments_); }

  Verdict verify(std::uint64_t) override {
    const double added = static_cast<double>(arguments_.constants.b - arguments_.constants.a) * kPairs;
    return judge_pattern(pattern(added), out_.data(), out_.size(), 1);
  }

  /// The output first.
  std::vector<std::span<std::byte>> footprint() override { return {out_.bytes(), in_.bytes()}; }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"threads", std::to_string(arguments_.threads)}, {"instruction_set", kernels::to_string(set_)}};
  }

 private:
  Pattern<T> pattern(double added) const {
    return Pattern<T>([&](std::size_t j) { return integers_[j] + added; });
  }

  kernels::InstructionSet set_;
  std::vector<std::int32_t> integers_;
  HostArray<T> in_, out_;
  kernels::FmaPeakArguments<T> arguments_;
};

class FmaPeak final : public Benchmark {
 public:
  FmaPeak() {
    description_.name = "compute/fma_peak";
    description_.backend = "host";
    description_.operation = "x = -x + a; x = -x + b in registers, 262144 times, on independent chains";
    description_.check = "closed form x + 262144 (b - a), exact";
    description_.metric = Metric::flop_rate;
    description_.axes = {{.name = "type", .meaning = "Type of the elements.", .choices = {"f64", "f32"}},
                         {.name = "ilp",
                          .meaning = "Independent chains of vectors a thread interleaves.",
                          .choices = {"1", "2", "4", "8", "12"}}};
  }

  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine&) const override {
    std::vector<Axes> points;
    for (const char* type : {"f64", "f32"}) {
      if (profile == Profile::thorough) {
        for (const char* ilp : {"1", "2", "4", "8"}) points.push_back({{"type", type}, {"ilp", ilp}});
      }
      points.push_back({{"type", type}, {"ilp", "12"}});
    }
    return points;
  }

  Work work(const Axes& axes, const Machine& machine) const override {
    Work work;
    work.flop.count =
        4.0 * static_cast<double>(kPairs) * static_cast<double>(element_count(axes, machine.threads));
    return work;
  }

  Bytes memory_needed(const Axes& axes, const Machine& machine) const override {
    return Bytes{2 * element_count(axes, machine.threads) * element_size(axes)};
  }

  std::string ceiling(const Axes& axes) const override { return "flop/s " + axes.text("type"); }
  CeilingRole ceiling_role(const Axes&) const override { return CeilingRole::sets; }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    if (axes.text("type") == "f32") return std::make_unique<FmaPeakTrial<float>>(axes, context);
    return std::make_unique<FmaPeakTrial<double>>(axes, context);
  }

 private:
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> fma_peak_benchmark() {
  return std::make_unique<FmaPeak>();
}

}  // namespace gpubench
