#include "bench/native/gemm.hpp"

#include "bench/native/gemm_trial.hpp"
#include "bench/native/nominal_time.hpp"

namespace gpubench {
namespace {

/// The largest side: 9 k stays below 2^24, so that f32 holds every sum of family E.
constexpr std::int64_t kSideMax = 65536;

GemmShape shape_of(const Axes& axes) {
  const auto side = [&](const char* name) { return static_cast<std::uint64_t>(axes.integer(name)); };
  return {side("m"), side("n"), side("k")};
}

AxisDefinition side(const char* name, const char* meaning) {
  return {.name = name,
          .meaning = meaning,
          .kind = AxisDefinition::Kind::integer,
          .choices = {},
          .integer_max = kSideMax};
}

Axes point(const char* type, std::uint64_t m, std::uint64_t n, std::uint64_t k) {
  return {{"type", type}, {"m", std::to_string(m)}, {"n", std::to_string(n)}, {"k", std::to_string(k)}};
}

class GemmNative final : public Benchmark {
 public:
  explicit GemmNative(const GemmKernels& kernels) : kernels_(kernels) {
    description_.name = "compute/gemm_native";
    description_.backend = kernels.backend;
    description_.operation = "C[m,n] = A[m,k] B[k,n], row-major, by this project's own kernel";
    description_.check =
        "timed with family R: 4096 elements, eta <= 1, phi max(4, sqrt k); then family E: every element, "
        "exactly; then once more, bit for bit";
    description_.metric = Metric::flop_rate;
    description_.axes = {{.name = "type", .meaning = "Type of the elements.", .choices = {"f64", "f32"}},
                         side("m", "Rows of A and C."),
                         side("n", "Columns of B and C."),
                         side("k", "Columns of A, rows of B: what is summed over.")};
  }

  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine&) const override {
    const std::uint64_t usual = host() ? 512 : 4096;
    if (profile == Profile::quick) return {point("f32", usual, usual, usual)};
    if (profile == Profile::standard) {
      return {point("f32", usual, usual, usual), point("f64", usual, usual, usual),
              point("f32", 2 * usual, usual / 2, usual)};
    }
    std::vector<Axes> points;
    for (const char* type : {"f64", "f32"}) {
      for (std::uint64_t n = 256; n <= (host() ? 2048 : 16384); n *= 2)
        points.push_back(point(type, n, n, n));
    }
    return points;
  }

  /// Counts: reads A and B once and writes C once; 2mnk flop. What blocking reads again is left out.
  Work work(const Axes& axes, const Machine&) const override {
    const GemmShape shape = shape_of(axes);
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
    return host() ? Benchmark::nominal_time(axes, machine) : nominal_device_time(work(axes, machine));
  }

  std::string ceiling(const Axes& axes) const override { return "flop/s " + axes.text("type"); }
  CeilingRole ceiling_role(const Axes&) const override { return CeilingRole::uses; }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    if (axes.text("type") == "f32") {
      return std::make_unique<NativeGemmTrial<float>>(kernels_.f32, shape_of(axes), context);
    }
    return std::make_unique<NativeGemmTrial<double>>(kernels_.f64, shape_of(axes), context);
  }

 private:
  bool host() const { return kernels_.backend == "host"; }

  GemmKernels kernels_;
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> gemm_native_benchmark(const GemmKernels& kernels) {
  return std::make_unique<GemmNative>(kernels);
}

}  // namespace gpubench
