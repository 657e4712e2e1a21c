#include "bench/native/gemm.hpp"

#include <stdexcept>

#include "bench/native/gemm_trial.hpp"
#include "bench/native/native_axes.hpp"
#include "bench/native/nominal_time.hpp"

namespace gpubench {
namespace {

/// The largest side: 9 k stays below 2^24, so that f32 holds every sum of family E.
constexpr std::int64_t kSideMax = 65536;

GemmShape gemm_shape(const Axes& axes) {
  const auto side = [&](const char* name) { return static_cast<std::uint64_t>(axes.integer(name)); };
  return {side("m"), side("n"), side("k")};
}

class GemmNative final : public Benchmark {
 public:
  explicit GemmNative(const GemmKernels& kernels) : kernels_(kernels) {
    description_.name = "compute/gemm_native";
    description_.backend = kernels.backend;
    description_.operation = "C[m,n] = A[m,k] B[k,n], row-major, by this project's own kernel";
    description_.check =
        "timed with family R: 4096 elements, eta <= 1, phi max(4, sqrt k); then family E: every element, "
        "exactly (of a narrow type so few are not 0 that C holds each sum); then once more, bit for bit";
    description_.metric = Metric::flop_rate;
    AxisDefinition type{.name = "type", .meaning = "Type of the elements.", .choices = {"f64", "f32"}};
    if (tensor_units()) {
      type.meaning += " Sums of f16 and bf16 are f32.";
      type.choices.insert(type.choices.end(), {"f16", "bf16"});
    }
    description_.axes.push_back(type);
    if (tensor_units()) description_.axes.push_back(path_axis());
    description_.axes.push_back(count_axis("m", "Rows of A and C.", kSideMax));
    description_.axes.push_back(count_axis("n", "Columns of B and C.", kSideMax));
    description_.axes.push_back(count_axis("k", "Columns of A, rows of B: what is summed over.", kSideMax));
  }

  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine&) const override {
    const std::uint64_t usual = host() ? 512 : 4096;
    std::vector<Axes> points = {point("f32", usual, usual, usual)};
    if (tensor_units()) points.push_back(point("bf16", usual, usual, usual));
    if (profile == Profile::quick) return points;
    if (profile == Profile::standard) {
      points.push_back(point("f64", usual, usual, usual));
      points.push_back(point("f32", 2 * usual, usual / 2, usual));
      return points;
    }
    points.clear();
    for (const std::string& type : description_.axes.front().choices) {
      for (std::uint64_t n = 256; n <= (host() ? 2048 : 16384); n *= 2)
        points.push_back(point(type, n, n, n));
    }
    return points;
  }

  std::optional<std::string> obstacle(const Axes& axes, const Machine&) const override {
    if (!tensor_units()) return std::nullopt;
    const bool wmma = axes.text("path") == "wmma";
    if (wmma != is_narrow(axes)) {
      return axes.text("path") + " has no kernel of " + axes.text("type") +
             (wmma ? ": choose path=vector" : ": choose path=wmma");
    }
    return std::nullopt;
  }

  /// Counts: reads A and B once and writes C once; 2mnk flop. What blocking reads again is left out.
  Work work(const Axes& axes, const Machine&) const override {
    const GemmShape shape = gemm_shape(axes);
    const std::uint64_t m = shape.m, n = shape.n, k = shape.k;
    const std::uint64_t element = size_of(parse_data_type(axes.text("type")));
    Work work;
    work.read = {element * (m * k + k * n)};
    work.written = {element * m * n};
    work.flop = {2.0 * static_cast<double>(m) * static_cast<double>(n) * static_cast<double>(k)};
    return work;
  }

  /// On the host also the copies that checking makes.
  Bytes memory_needed(const Axes& axes, const Machine& machine) const override {
    const Work done = work(axes, machine);
    return (host() ? 2 : 1) * (done.read + done.written);
  }

  Seconds nominal_time(const Axes& axes, const Machine& machine) const override {
    if (host()) return Benchmark::nominal_time(axes, machine);
    constexpr double tensor_rate = 300e12;  // What such kernels reach of a current device's 1000 Tflop/s.
    const Work done = work(axes, machine);
    return is_narrow(axes) ? nominal_device_time(done, tensor_rate) : nominal_device_time(done);
  }

  std::string ceiling(const Axes& axes) const override { return "flop/s " + axes.text("type"); }
  CeilingRole ceiling_role(const Axes&) const override { return CeilingRole::uses; }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    const GemmShape shape = gemm_shape(axes);
    switch (parse_data_type(axes.text("type"))) {
      case DataType::f32:
        return std::make_unique<NativeGemmTrial<float>>(kernels_.f32, shape, context);
      case DataType::f64:
        return std::make_unique<NativeGemmTrial<double>>(kernels_.f64, shape, context);
      case DataType::f16:
        return std::make_unique<NativeGemmTrial<F16>>(kernels_.f16, shape, context);
      case DataType::bf16:
        return std::make_unique<NativeGemmTrial<Bf16>>(kernels_.bf16, shape, context);
      case DataType::s32:
        break;
    }
    throw std::invalid_argument("gemm_native: no kernel of " + axes.text("type"));
  }

 private:
  bool host() const { return kernels_.backend == "host"; }
  bool tensor_units() const { return kernels_.f16 != nullptr && kernels_.bf16 != nullptr; }

  Axes point(const std::string& type, std::uint64_t m, std::uint64_t n, std::uint64_t k) const {
    Axes axes{{"type", type}};
    if (tensor_units()) axes.set("path", is_narrow(axes) ? "wmma" : "vector");
    axes.set("m", std::to_string(m));
    axes.set("n", std::to_string(n));
    axes.set("k", std::to_string(k));
    return axes;
  }

  GemmKernels kernels_;
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> gemm_native_benchmark(const GemmKernels& kernels) {
  return std::make_unique<GemmNative>(kernels);
}

}  // namespace gpubench
