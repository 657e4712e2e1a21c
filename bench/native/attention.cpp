#include "bench/native/attention.hpp"

#include "bench/native/attention_trial.hpp"
#include "bench/native/nominal_time.hpp"

namespace gpubench {
namespace {

AttentionShape shape_of(const Axes& axes) {
  const auto number = [&](const char* name) { return static_cast<std::uint64_t>(axes.integer(name)); };
  return {number("heads"), number("length"), number("width"), axes.text("mask") == "causal"};
}

AxisDefinition number_axis(const char* name, const char* meaning) {
  return {.name = name,
          .meaning = meaning,
          .kind = AxisDefinition::Kind::integer,
          .choices = {},
          .integer_max = 1 << 16};
}

Axes point(int heads, int length, int width, const char* mask) {
  return {{"type", "f32"},
          {"heads", std::to_string(heads)},
          {"length", std::to_string(length)},
          {"width", std::to_string(width)},
          {"mask", mask}};
}

class AttentionForward final : public Benchmark {
 public:
  explicit AttentionForward(const AttentionKernels& kernels) : kernels_(kernels) {
    description_.name = "compute/attention";
    description_.backend = kernels.backend;
    description_.operation =
        "out[h,i] = sum over j of softmax_j(q[h,i].k[h,j] / sqrt(width)) v[h,j], forward, by this project's "
        "own kernel";
    description_.check =
        "timed with family R: 4096 elements, eta <= 1, phi 8 + max|s-m| + sqrt length; then queries that "
        "select "
        "one key: every element, exactly; then once more, bit for bit";
    description_.metric = Metric::flop_rate;
    description_.axes = {{.name = "type", .meaning = "Type of the elements.", .choices = {"f32"}},
                         number_axis("heads", "Heads of all sequences of a batch together."),
                         number_axis("length", "Queries, and keys, of a sequence."),
                         {.name = "width", .meaning = "Elements of a query.", .choices = {"64", "128"}},
                         {.name = "mask",
                          .meaning = "causal: a query sees keys up to its own.",
                          .choices = {"none", "causal"}}};
  }

  const Description& description() const override { return description_; }

  /// GPT-2 small has 12 heads of width 64 and length 1024, Llama-2-7B 32 of width 128 (their published
  /// configurations).
  std::vector<Axes> points(Profile profile, const Machine&) const override {
    if (host()) {
      if (profile == Profile::quick) return {point(2, 256, 64, "causal")};
      if (profile == Profile::standard) return {point(2, 256, 64, "causal"), point(12, 512, 64, "none")};
      return {point(12, 1024, 64, "none"), point(12, 1024, 64, "causal"), point(32, 1024, 128, "causal")};
    }
    if (profile == Profile::quick) return {point(96, 1024, 64, "causal")};
    std::vector<Axes> points = {point(96, 1024, 64, "causal"), point(96, 1024, 64, "none"),
                                point(32, 2048, 128, "causal")};
    if (profile == Profile::standard) return points;
    for (int length = 512; length <= 8192; length *= 2) {
      for (const char* mask : {"none", "causal"}) points.push_back(point(32, length, 128, mask));
    }
    return points;
  }

  /// Counts: q, k, v read once, out written once; 4 width flop a pair of query and key. Exponentials are left
  /// out.
  Work work(const Axes& axes, const Machine&) const override {
    const AttentionShape shape = shape_of(axes);
    const auto length = static_cast<double>(shape.length);
    const double pairs = shape.causal ? length * (length + 1) / 2 : length * length;
    Work work;
    work.read = {3 * shape.elements() * sizeof(float)};
    work.written = {shape.elements() * sizeof(float)};
    work.flop.count = 4 * static_cast<double>(shape.width) * pairs * static_cast<double>(shape.heads);
    return work;
  }

  /// On the host also the inputs that checking makes, twice.
  Bytes memory_needed(const Axes& axes, const Machine&) const override {
    return Bytes{(host() ? 11 : 4) * shape_of(axes).elements() * sizeof(float)};
  }

  Seconds nominal_time(const Axes& axes, const Machine& machine) const override {
    return host() ? Benchmark::nominal_time(axes, machine) : nominal_device_time(work(axes, machine));
  }

  std::string ceiling(const Axes&) const override { return "flop/s f32"; }
  CeilingRole ceiling_role(const Axes&) const override { return CeilingRole::uses; }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    return make_attention_trial(kernels_.f32, shape_of(axes), context);
  }

 private:
  bool host() const { return kernels_.backend == "host"; }

  AttentionKernels kernels_;
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> attention_benchmark(const AttentionKernels& kernels) {
  return std::make_unique<AttentionForward>(kernels);
}

}  // namespace gpubench
