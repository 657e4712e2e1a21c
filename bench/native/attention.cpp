#include "bench/native/attention.hpp"

#include "bench/native/attention_trial.hpp"
#include "bench/native/native_axes.hpp"
#include "bench/native/nominal_time.hpp"

namespace gpubench {
namespace {

AttentionShape attention_shape(const Axes& axes) {
  const auto number = [&](const char* name) { return static_cast<std::uint64_t>(axes.integer(name)); };
  return {number("heads"), number("length"), number("width"), axes.text("mask") == "causal"};
}

/// Of heads and lengths.
constexpr std::int64_t kNumberMax = 1 << 16;

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
    AxisDefinition type{.name = "type", .meaning = "Type of the elements.", .choices = {"f32"}};
    if (tensor_units()) {
      type.meaning += " Scores and sums of f16 and bf16 are f32.";
      type.choices.insert(type.choices.end(), {"f16", "bf16"});
    }
    description_.axes.push_back(type);
    if (tensor_units()) description_.axes.push_back(path_axis());
    description_.axes.push_back(
        count_axis("heads", "Heads of all sequences of a batch together.", kNumberMax));
    description_.axes.push_back(count_axis("length", "Queries, and keys, of a sequence.", kNumberMax));
    description_.axes.push_back(
        {.name = "width", .meaning = "Elements of a query.", .choices = {"64", "128"}});
    description_.axes.push_back({.name = "mask",
                                 .meaning = "causal: a query sees keys up to its own.",
                                 .choices = {"none", "causal"}});
  }

  const Description& description() const override { return description_; }

  /// GPT-2 small has 12 heads of width 64 and length 1024, Llama-2-7B 32 of width 128 (their published
  /// configurations).
  std::vector<Axes> points(Profile profile, const Machine&) const override {
    if (host()) {
      if (profile == Profile::quick) return {point("f32", 2, 256, 64, "causal")};
      if (profile == Profile::standard)
        return {point("f32", 2, 256, 64, "causal"), point("f32", 12, 512, 64, "none")};
      return {point("f32", 12, 1024, 64, "none"), point("f32", 12, 1024, 64, "causal"),
              point("f32", 32, 1024, 128, "causal")};
    }
    std::vector<Axes> points = {point("f32", 96, 1024, 64, "causal")};
    if (tensor_units()) points.push_back(point("bf16", 96, 1024, 64, "causal"));
    if (profile == Profile::quick) return points;
    points.push_back(point("f32", 96, 1024, 64, "none"));
    points.push_back(point("f32", 32, 2048, 128, "causal"));
    if (tensor_units()) points.push_back(point("bf16", 32, 2048, 128, "causal"));
    if (profile == Profile::standard) return points;
    for (const std::string& type : description_.axes.front().choices) {
      for (int length = 512; length <= 8192; length *= 2) {
        for (const char* mask : {"none", "causal"}) points.push_back(point(type, 32, length, 128, mask));
      }
    }
    return points;
  }

  std::optional<std::string> obstacle(const Axes& axes, const Machine&) const override {
    if (!tensor_units() || (axes.text("path") == "wmma") == is_narrow(axes)) return std::nullopt;
    return axes.text("path") + " has no kernel of " + axes.text("type") +
           (is_narrow(axes) ? ": choose path=wmma" : ": choose path=vector");
  }

  /// Counts: q, k, v read once, out written once; 4 width flop a pair of query and key. Exponentials are left
  /// out.
  Work work(const Axes& axes, const Machine&) const override {
    const AttentionShape shape = attention_shape(axes);
    const auto length = static_cast<double>(shape.length);
    const double pairs = shape.causal ? length * (length + 1) / 2 : length * length;
    Work work;
    const std::uint64_t element = size_of(parse_data_type(axes.text("type")));
    work.read = {3 * shape.elements() * element};
    work.written = {shape.elements() * element};
    work.flop.count = 4 * static_cast<double>(shape.width) * pairs * static_cast<double>(shape.heads);
    return work;
  }

  /// On the host also the inputs that checking makes, twice.
  Bytes memory_needed(const Axes& axes, const Machine&) const override {
    const std::uint64_t element = size_of(parse_data_type(axes.text("type")));
    return Bytes{(host() ? 11 : 4) * attention_shape(axes).elements() * element};
  }

  Seconds nominal_time(const Axes& axes, const Machine& machine) const override {
    if (host()) return Benchmark::nominal_time(axes, machine);
    constexpr double tensor_rate = 200e12;  // What such kernels reach of a current device's 1000 Tflop/s.
    const Work done = work(axes, machine);
    return is_narrow(axes) ? nominal_device_time(done, tensor_rate) : nominal_device_time(done);
  }

  std::string ceiling(const Axes& axes) const override { return "flop/s " + axes.text("type"); }
  CeilingRole ceiling_role(const Axes&) const override { return CeilingRole::uses; }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    const AttentionShape shape = attention_shape(axes);
    if (axes.text("type") == "f16") return make_attention_trial<F16>(kernels_.f16, shape, context);
    if (axes.text("type") == "bf16") return make_attention_trial<Bf16>(kernels_.bf16, shape, context);
    return make_attention_trial<float>(kernels_.f32, shape, context);
  }

 private:
  bool host() const { return kernels_.backend == "host"; }
  bool tensor_units() const { return kernels_.f16 != nullptr && kernels_.bf16 != nullptr; }

  Axes point(const std::string& type, int heads, int length, int width, const char* mask) const {
    Axes axes{{"type", type}};
    if (tensor_units()) axes.set("path", is_narrow(axes) ? "wmma" : "vector");
    axes.set("heads", std::to_string(heads));
    axes.set("length", std::to_string(length));
    axes.set("width", std::to_string(width));
    axes.set("mask", mask);
    return axes;
  }

  AttentionKernels kernels_;
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> attention_benchmark(const AttentionKernels& kernels) {
  return std::make_unique<AttentionForward>(kernels);
}

}  // namespace gpubench
