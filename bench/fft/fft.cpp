#include "bench/fft/fft.hpp"

#include <algorithm>
#include <vector>

#include "bench/fft/trial.hpp"

namespace gpubench {
namespace {

/// Of one dimension: its table of roots, in double, is 64 MiB.
constexpr std::int64_t kSizeMax = 1 << 22;
constexpr std::int64_t kBatchMax = 1 << 20;

FftShape fft_shape(const Axes& axes) {
  return {static_cast<int>(axes.integer("dimensions")), static_cast<std::uint64_t>(axes.integer("points")),
          static_cast<std::uint64_t>(axes.integer("batch"))};
}

struct Point {
  const char* type;
  FftShape shape;
};

std::vector<Point> host_points(Profile profile) {
  if (profile == Profile::quick) return {{"f64", {1, 65536, 1}}};
  if (profile == Profile::standard)
    return {{"f64", {1, 65536, 16}}, {"f64", {2, 1024, 1}}, {"f64", {3, 128, 1}}};
  std::vector<Point> points;
  for (const char* type : {"f64", "f32"}) {
    for (std::uint64_t size = 256; size <= 1 << 20; size *= 4) {
      points.push_back({type, {1, size, (1 << 20) / size}});
    }
    for (const std::uint64_t size : {256, 1000, 1024, 2048}) points.push_back({type, {2, size, 1}});
    for (const std::uint64_t size : {64, 100, 128}) points.push_back({type, {3, size, 1}});
  }
  return points;
}

/// Sizes that do not fit a device's caches, but for the quick one.
std::vector<Point> device_points(Profile profile) {
  if (profile == Profile::quick) return {{"f32", {1, 4096, 256}}};
  if (profile == Profile::standard) {
    return {{"f32", {1, 4096, 4096}}, {"f32", {2, 4096, 1}}, {"f64", {3, 256, 1}}};
  }
  std::vector<Point> points;
  for (const char* type : {"f64", "f32"}) {
    for (std::uint64_t size = 256; size <= 1 << 22; size *= 4) {
      points.push_back({type, {1, size, (1 << 24) / size}});
    }
    for (const std::uint64_t size : {256, 1000, 1024, 4096}) points.push_back({type, {2, size, 16}});
    for (const std::uint64_t size : {64, 100, 128, 256, 512}) points.push_back({type, {3, size, 1}});
  }
  return points;
}

Description describe(const FftLibrary& library) {
  Description description;
  description.name = "libraries/fft";
  description.backend = library.backend;
  description.operation = "X[k] = sum_j x[j] exp(-2 pi i j.k / size), complex, out of place, " + library.api;
  description.check =
      "up to 16 outputs against a direct sum, eta <= 1, phi 4 log2 N; Parseval's sum of every transform; "
      "every "
      "element after the inverse";
  description.metric = Metric::flop_rate;
  description.axes = {
      {.name = "type", .meaning = "Type of the elements.", .choices = {"f64", "f32"}},
      {.name = "dimensions", .meaning = "Dimensions of a transform.", .choices = {"1", "2", "3"}},
      {.name = "points",
       .meaning = "Points along each dimension.",
       .kind = AxisDefinition::Kind::integer,
       .choices = {},
       .integer_min = 2,
       .integer_max = kSizeMax},
      {.name = "batch",
       .meaning = "Transforms of that shape in one call.",
       .kind = AxisDefinition::Kind::integer,
       .choices = {},
       .integer_max = kBatchMax}};
  return description;
}

class FftBenchmark final : public Benchmark {
 public:
  explicit FftBenchmark(FftLibrary library)
      : library_(std::move(library)), description_(describe(library_)) {}

  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine&) const override {
    std::vector<Axes> points;
    for (const Point& point : host() ? host_points(profile) : device_points(profile)) {
      points.push_back({{"type", point.type},
                        {"dimensions", std::to_string(point.shape.dimensions)},
                        {"points", std::to_string(point.shape.size)},
                        {"batch", std::to_string(point.shape.batch)}});
    }
    return points;
  }

  /// Counts, with N = size^dimensions: reads and writes 2 N batch parts once; 5 N log2 N batch flop, the
  /// usual count whatever the algorithm does. Passes over memory between its steps are left out.
  Work work(const Axes& axes, const Machine&) const override {
    const FftShape shape = fft_shape(axes);
    Work work;
    work.read =
        work.written = {size_of(parse_data_type(axes.text("type"))) * 2 * shape.batch * shape.points()};
    work.flop = {static_cast<double>(shape.batch) * shape.flop()};
    return work;
  }

  /// A plan's workspace is taken for as large as the data; on the host also the copies that checking makes.
  Bytes memory_needed(const Axes& axes, const Machine& machine) const override {
    const Bytes data = work(axes, machine).read;
    return (host() ? 5 : 3) * data;
  }

  /// Of a device round figures of a current one in a data centre: 3 TB/s, two passes, 5 us a launch.
  Seconds nominal_time(const Axes& axes, const Machine& machine) const override {
    if (host()) return Benchmark::nominal_time(axes, machine);
    const double bytes = 4 * static_cast<double>(work(axes, machine).read.count);
    return Seconds(std::max(bytes / 3e12, 5e-6));
  }

  std::string ceiling(const Axes& axes) const override { return "flop/s " + axes.text("type"); }
  CeilingRole ceiling_role(const Axes&) const override { return CeilingRole::uses; }

  std::optional<std::string> obstacle(const Axes& axes, const Machine&) const override {
    const FftShape shape = fft_shape(axes);
    if (shape.dimensions > 1 && shape.size > 4096)
      return "more than 4096 points along each of several dimensions";
    return std::nullopt;
  }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    const DataType type = parse_data_type(axes.text("type"));
    const FftShape shape = fft_shape(axes);
    return make_fft_trial(type, shape, library_.make_plan(type, shape, context), context);
  }

 private:
  bool host() const { return library_.backend == "host"; }

  FftLibrary library_;
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> make_fft_benchmark(FftLibrary library) {
  return std::make_unique<FftBenchmark>(std::move(library));
}

}  // namespace gpubench
