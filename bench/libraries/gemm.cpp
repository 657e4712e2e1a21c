#include "bench/libraries/gemm.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "bench/libraries/gemm_trial.hpp"

namespace gpubench {
namespace {

/// The largest side: 9 k stays below 2^24, so that f32 holds every sum of family E, and 2^14 k below 2^31.
constexpr std::int64_t kSideMax = 65536;

GemmShape gemm_shape(const Axes& axes) {
  const auto side = [&](const char* name) { return static_cast<std::uint64_t>(axes.integer(name)); };
  return {side("m"), side("n"), side("k"), axes.has("batch") ? side("batch") : 1};
}

Description describe(const GemmLibrary& library) {
  Description description;
  description.name = "libraries/gemm";
  description.backend = library.backend;
  description.operation = "C[m,n] = A[m,k] B[k,n], row-major, " + library.api;
  description.check =
      "timed with family R: 4096 elements, eta <= 1, phi max(4, sqrt k); then family E: every element, "
      "exactly";
  description.metric = Metric::flop_rate;
  description.axes = {{.name = "type",
                       .meaning = "Type of the elements.",
                       .choices = {library.types.begin(), library.types.end()}},
                      count_axis("m", "Rows of A and C.", kSideMax),
                      count_axis("n", "Columns of B and C.", kSideMax),
                      count_axis("k", "Columns of A, rows of B: what is summed over.", kSideMax)};
  if (library.batched) {
    description.axes.push_back(count_axis("batch", "Products of that shape in one call.", kSideMax));
  }
  description.axes.push_back({.name = "cache",
                              .meaning = "cold: the data is put out of every cache before each sample.",
                              .choices = {"hot", "cold"}});
  description.axes.push_back(
      {.name = "library", .meaning = "Whose product it is.", .choices = {library.library}});
  return description;
}

class GemmBenchmark final : public Benchmark {
 public:
  explicit GemmBenchmark(GemmLibrary library)
      : library_(std::move(library)), description_(describe(library_)) {}

  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine&) const override {
    std::vector<Axes> points;
    for (const GemmPoint& point : library_.points(profile)) points.push_back(axes_of(point));
    return points;
  }

  /// Counts, of each product of the batch: reads A and B once and writes C once; 2mnk flop (of integers:
  /// operations). What blocking reads again is left out.
  Work work(const Axes& axes, const Machine&) const override {
    const auto [m, n, k, batch] = gemm_shape(axes);
    const GemmType type = parse_gemm_type(axes.text("type"));
    Work work;
    work.read = {input_size(type) * batch * (m * k + k * n)};
    work.written = {output_size(type) * batch * m * n};
    work.flop = {2.0 * static_cast<double>(m) * static_cast<double>(n) * static_cast<double>(k) *
                 static_cast<double>(batch)};
    return work;
  }

  Bytes memory_needed(const Axes& axes, const Machine& machine) const override {
    const Work done = work(axes, machine);
    const Bytes matrices = done.read + done.written;
    if (library_.workspace == nullptr) return matrices;
    return matrices + library_.workspace(parse_gemm_type(axes.text("type")));
  }

  std::optional<std::string> obstacle(const Axes& axes, const Machine&) const override {
    if (library_.obstacle == nullptr) return std::nullopt;
    return library_.obstacle(parse_gemm_type(axes.text("type")), gemm_shape(axes));
  }

  /// Of a device round figures of a current one in a data centre: 3 TB/s, 300 Tflop/s in matrix units, 5 us a
  /// launch.
  Seconds nominal_time(const Axes& axes, const Machine& machine) const override {
    if (library_.backend == "host") return Benchmark::nominal_time(axes, machine);
    const Work done = work(axes, machine);
    const double memory = static_cast<double>((done.read + done.written).count) / 3e12;
    return Seconds(std::max({memory, done.flop.count / 300e12, 5e-6}));
  }

  std::string ceiling(const Axes& axes) const override { return "flop/s " + axes.text("type"); }
  CeilingRole ceiling_role(const Axes&) const override { return CeilingRole::uses; }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    const GemmType type = parse_gemm_type(axes.text("type"));
    const GemmShape shape = gemm_shape(axes);
    return make_gemm_trial(type, shape, library_.make_product(type, shape, context), context);
  }

 private:
  Axes axes_of(const GemmPoint& point) const {
    Axes axes{{"type", to_string(point.type)},
              {"m", std::to_string(point.shape.m)},
              {"n", std::to_string(point.shape.n)},
              {"k", std::to_string(point.shape.k)}};
    if (library_.batched) axes.set("batch", std::to_string(point.shape.batch));
    axes.set("cache", point.cold ? "cold" : "hot");
    axes.set("library", library_.library);
    return axes;
  }

  GemmLibrary library_;
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> make_gemm_benchmark(GemmLibrary library) {
  return std::make_unique<GemmBenchmark>(std::move(library));
}

}  // namespace gpubench
