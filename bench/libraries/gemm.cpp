#include "bench/libraries/gemm.hpp"

#include <fmt/format.h>

#include "bench/host/array.hpp"
#include "bench/libraries/gemm_trial.hpp"

namespace gpubench {
namespace {

/// The largest side: 9 k stays below 2^24, so that f32 holds every sum of family E.
constexpr std::int64_t kSideMax = 65536;

// The products of real models, [tokens, in] x [in, out] -> m, n, k. Sources: GPT-2 small (hidden 768, MLP
// 3072) and Llama-2-7B (hidden 4096, MLP 11008), their published configurations.
constexpr GemmShape kGpt2Qkv{512, 2304, 768};
constexpr GemmShape kGpt2MlpUp{512, 3072, 768};
constexpr GemmShape kGpt2MlpDown{512, 768, 3072};
constexpr GemmShape kLlamaQkv{2048, 12288, 4096};
constexpr GemmShape kLlamaMlpUp{2048, 11008, 4096};
constexpr GemmShape kLlamaMlpDown{2048, 4096, 11008};
constexpr GemmShape kTall{16384, 64, 512};

constexpr GemmShape square(std::uint64_t n) {
  return {n, n, n};
}

std::vector<GemmShape> shapes_of(Profile profile) {
  switch (profile) {
    case Profile::quick:
      return {square(1024)};
    case Profile::standard:
      return {square(256), square(1024), square(2048), kTall, kGpt2MlpUp};
    case Profile::thorough:
      break;
  }
  std::vector<GemmShape> shapes = {kTall,     kGpt2Qkv,    kGpt2MlpUp,   kGpt2MlpDown,
                                   kLlamaQkv, kLlamaMlpUp, kLlamaMlpDown};
  for (std::uint64_t n = 256; n <= 16384; n *= 2) shapes.push_back(square(n));
  return shapes;
}

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

Axes point(const char* type, const GemmShape& shape, const char* cache) {
  return {{"type", type},
          {"m", std::to_string(shape.m)},
          {"n", std::to_string(shape.n)},
          {"k", std::to_string(shape.k)},
          {"cache", cache}};
}

Description describe() {
  Description description;
  description.name = "libraries/gemm";
  description.backend = "host";
  description.operation = "C[m,n] = A[m,k] B[k,n], row-major, cblas";
  description.check =
      "timed with family R: 4096 elements, eta <= 1, phi max(4, sqrt k); then family E: every element, "
      "exactly";
  description.metric = Metric::flop_rate;
  description.axes = {{.name = "type", .meaning = "Type of the elements.", .choices = {"f64", "f32"}},
                      side("m", "Rows of A and C."),
                      side("n", "Columns of B and C."),
                      side("k", "Columns of A, rows of B: what is summed over."),
                      {.name = "cache",
                       .meaning = "cold: the data is put out of every cache before each sample.",
                       .choices = {"hot", "cold"}}};
  return description;
}

class GemmBenchmark final : public Benchmark {
 public:
  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine&) const override {
    std::vector<Axes> points;
    for (const char* type : {"f64", "f32"}) {
      for (const GemmShape& shape : shapes_of(profile)) points.push_back(point(type, shape, "hot"));
      if (profile == Profile::thorough) points.push_back(point(type, square(1024), "cold"));
    }
    return points;
  }

  /// Counts: reads A and B once and writes C once; 2mnk flop. What blocking reads again is left out.
  Work work(const Axes& axes, const Machine&) const override {
    const auto [m, n, k] = shape_of(axes);
    const std::uint64_t element = element_size(axes);
    Work work;
    work.read = {element * (m * k + k * n)};
    work.written = {element * m * n};
    work.flop = {2.0 * static_cast<double>(m) * static_cast<double>(n) * static_cast<double>(k)};
    return work;
  }

  Bytes memory_needed(const Axes& axes, const Machine& machine) const override {
    const Work done = work(axes, machine);
    return done.read + done.written;
  }

  std::string ceiling(const Axes& axes) const override { return "flop/s " + axes.text("type"); }
  CeilingRole ceiling_role(const Axes&) const override { return CeilingRole::uses; }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    return make_gemm_trial(shape_of(axes), parse_data_type(axes.text("type")), context);
  }

 private:
  Description description_ = describe();
};

}  // namespace

std::unique_ptr<Benchmark> make_gemm_benchmark() {
  return std::make_unique<GemmBenchmark>();
}

}  // namespace gpubench
