#include "bench/native/stencil.hpp"

#include "bench/api/communicator.hpp"
#include "bench/native/exact_output.hpp"
#include "bench/native/nominal_time.hpp"
#include "bench/native/parallelism.hpp"
#include "bench/native/periodic_inputs.hpp"

namespace gpubench {
namespace {

constexpr std::uint32_t kTensorGrid = 0;
// Small integers that differ, so that a neighbour taken for the centre shows; all sums are exact in f32.
constexpr int kCenter = 5;
constexpr int kNeighbor = 2;

struct Grid {
  std::uint64_t width, height, depth;

  std::uint64_t points() const { return width * height * depth; }
  std::uint64_t interior() const { return (width - 2) * (height - 2) * (depth == 1 ? 1 : depth - 2); }
};

Grid grid_of(const Axes& axes) {
  const auto side = static_cast<std::uint64_t>(axes.integer("side"));
  return {side, side, axes.text("dimensions") == "2" ? 1 : side};
}

template <class T>
class StencilTrial final : public Trial {
 public:
  using Arguments = kernels::StencilArguments<T>;
  using Kernel = void (*)(Stream&, const Arguments&);

  StencilTrial(Kernel kernel, const Grid& grid, Context& context)
      : kernel_(kernel),
        grid_(grid),
        checking_threads_(checking_threads(context.backend)),
        parallelism_(parallelism_fact(context.backend)),
        inputs_(Family::exact, context.seed, kTensorGrid),
        in_(context.backend, grid.points()),
        out_(context.backend, grid.points()),
        arguments_{in_.data(), out_.data(), grid.width, grid.height,
                   grid.depth, kCenter,     kNeighbor,  context.backend.threads()} {}

  void reset() override {
    inputs_.upload(in_);
    upload_poison(out_);
  }

  void enqueue(Stream& stream) override { kernel_(stream, arguments_); }

  Verdict verify(std::uint64_t) override {
    return judge_exact(
        out_, [&](std::uint64_t i) { return expected(i); }, checking_threads_);
  }

  /// The output first.
  std::vector<std::span<std::byte>> footprint() override { return {out_.extent(), in_.extent()}; }

  std::vector<std::pair<std::string, std::string>> facts() const override { return {parallelism_}; }

 private:
  T expected(std::uint64_t p) const {
    const std::uint64_t row = grid_.width, plane = grid_.width * grid_.height;
    const std::uint64_t i = p % row, j = p % plane / row, k = p / plane;
    const bool space = grid_.depth > 1;
    const bool rim = i == 0 || i + 1 == grid_.width || j == 0 || j + 1 == grid_.height ||
                     (space && (k == 0 || k + 1 == grid_.depth));
    if (rim) return inputs_[p];
    T sum = inputs_[p - 1] + inputs_[p + 1] + inputs_[p - row] + inputs_[p + row];
    if (space) sum += inputs_[p - plane] + inputs_[p + plane];
    return kCenter * inputs_[p] + kNeighbor * sum;
  }

  Kernel kernel_;
  Grid grid_;
  int checking_threads_;
  std::pair<std::string, std::string> parallelism_;
  PeriodicInputs<T> inputs_;
  Array<T> in_, out_;
  Arguments arguments_;
};

Axes point(const char* type, const char* dimensions, int side) {
  return {{"type", type}, {"dimensions", dimensions}, {"side", std::to_string(side)}};
}

class Stencil final : public Benchmark {
 public:
  explicit Stencil(const StencilKernels& kernels) : kernels_(kernels) {
    description_.name = "compute/stencil";
    description_.backend = kernels.backend;
    description_.operation = "out = 5 in + 2 (sum of the 4 or 6 nearest neighbours' in); the rim is copied";
    description_.check = "every point, bit by bit: inputs are integers -3..3 of period 4093";
    description_.metric = Metric::bandwidth;
    description_.axes = {
        {.name = "type", .meaning = "Type of the elements.", .choices = {"f64", "f32"}},
        {.name = "dimensions", .meaning = "2: a plane, 5 points; 3: space, 7 points.", .choices = {"2", "3"}},
        {.name = "side",
         .meaning = "Points along each side of the grid.",
         .kind = AxisDefinition::Kind::integer,
         .choices = {},
         .integer_min = 3,
         .integer_max = 1 << 17}};
  }

  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine&) const override {
    const bool host = kernels_.backend == "host";
    const Axes plane = point("f64", "2", host ? 2048 : 8192), space = point("f64", "3", host ? 128 : 512);
    if (profile == Profile::quick) return {plane};
    if (profile == Profile::standard) return {plane, space, point("f32", "3", host ? 160 : 640)};
    std::vector<Axes> points;
    for (const char* type : {"f64", "f32"}) {
      for (int side = 1024; side <= (host ? 4096 : 16384); side *= 2)
        points.push_back(point(type, "2", side));
      for (int side = 64; side <= (host ? 256 : 1024); side *= 2) points.push_back(point(type, "3", side));
    }
    return points;
  }

  /// Counts: each point read once and written once; 6 (plane) or 8 (space) flop a point within the rim.
  Work work(const Axes& axes, const Machine&) const override {
    const Grid grid = grid_of(axes);
    Work work;
    work.read = work.written = Bytes{grid.points() * element_size(axes)};
    work.flop.count = (grid.depth == 1 ? 6.0 : 8.0) * static_cast<double>(grid.interior());
    return work;
  }

  Bytes memory_needed(const Axes& axes, const Machine& machine) const override {
    return 2 * work(axes, machine).read;
  }

  Seconds nominal_time(const Axes& axes, const Machine& machine) const override {
    if (kernels_.backend == "host") return Benchmark::nominal_time(axes, machine);
    return nominal_device_time(work(axes, machine));
  }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    if (axes.text("type") == "f32") {
      return std::make_unique<StencilTrial<float>>(kernels_.f32, grid_of(axes), context);
    }
    return std::make_unique<StencilTrial<double>>(kernels_.f64, grid_of(axes), context);
  }

 private:
  StencilKernels kernels_;
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> stencil_benchmark(const StencilKernels& kernels) {
  return std::make_unique<Stencil>(kernels);
}

}  // namespace gpubench
