#include "bench/native/transpose.hpp"

#include <fmt/format.h>

#include "bench/api/communicator.hpp"
#include "bench/native/exact_output.hpp"
#include "bench/native/nominal_time.hpp"
#include "bench/native/parallelism.hpp"
#include "bench/native/periodic_inputs.hpp"

namespace gpubench {
namespace {

constexpr std::uint32_t kTensorIn = 0;

template <class T>
class TransposeTrial final : public Trial {
 public:
  using Arguments = kernels::TransposeArguments<T>;
  using Kernel = void (*)(Stream&, const Arguments&);

  TransposeTrial(Kernel kernel, std::size_t rows, std::size_t columns, Context& context)
      : kernel_(kernel),
        checking_threads_(checking_threads(context.backend)),
        parallelism_(parallelism_fact(context.backend)),
        inputs_(Family::rounded, context.seed, kTensorIn),
        in_(context.backend, rows * columns),
        out_(context.backend, rows * columns),
        arguments_{in_.data(), out_.data(), rows, columns, context.backend.threads()} {}

  void reset() override {
    inputs_.upload(in_);
    upload_poison(out_);
  }

  void enqueue(Stream& stream) override { kernel_(stream, arguments_); }

  Verdict verify(std::uint64_t) override {
    const std::uint64_t rows = arguments_.rows, columns = arguments_.columns;
    return judge_exact(
        out_, [&](std::uint64_t i) { return inputs_[i % rows * columns + i / rows]; }, checking_threads_);
  }

  /// The output first.
  std::vector<std::span<std::byte>> footprint() override { return {out_.extent(), in_.extent()}; }

  std::vector<std::pair<std::string, std::string>> facts() const override { return {parallelism_}; }

 private:
  Kernel kernel_;
  int checking_threads_;
  std::pair<std::string, std::string> parallelism_;
  PeriodicInputs<T> inputs_;
  Array<T> in_, out_;
  Arguments arguments_;
};

std::size_t side(const Axes& axes, const char* name) {
  return static_cast<std::size_t>(axes.integer(name));
}

Axes point(const char* type, std::size_t rows, std::size_t columns) {
  return {{"type", type}, {"rows", std::to_string(rows)}, {"columns", std::to_string(columns)}};
}

AxisDefinition side_axis(const char* name, const char* meaning) {
  return {.name = name,
          .meaning = meaning,
          .kind = AxisDefinition::Kind::integer,
          .choices = {},
          .integer_max = 1 << 20};
}

class Transpose final : public Benchmark {
 public:
  explicit Transpose(const TransposeKernels& kernels) : kernels_(kernels) {
    description_.name = "compute/transpose";
    description_.backend = kernels.backend;
    description_.operation = "out[c,r] = in[r,c], row-major";
    description_.check = "every element, bit by bit: inputs are of family R with period 4093";
    description_.metric = Metric::bandwidth;
    description_.axes = {{.name = "type", .meaning = "Type of the elements.", .choices = {"f64", "f32"}},
                         side_axis("rows", "Rows of the input."),
                         side_axis("columns", "Columns of the input.")};
  }

  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine&) const override {
    const std::size_t usual = kernels_.backend == "host" ? 1024 : 8192;
    if (profile == Profile::quick) return {point("f64", usual, usual)};
    std::vector<Axes> points = {point("f64", usual, usual), point("f32", 2 * usual, 2 * usual),
                                point("f32", 1000, 16 * usual)};
    if (profile == Profile::standard) return points;
    for (const char* type : {"f64", "f32"}) {
      for (std::size_t n = 256; n <= 2 * usual; n *= 2) points.push_back(point(type, n, n + 1));
    }
    return points;
  }

  /// Counts: rows * columns elements read once and written once.
  Work work(const Axes& axes, const Machine&) const override {
    Work work;
    work.read = work.written = Bytes{side(axes, "rows") * side(axes, "columns") * element_size(axes)};
    return work;
  }

  Bytes memory_needed(const Axes& axes, const Machine& machine) const override {
    return 2 * work(axes, machine).read;
  }

  std::optional<std::string> obstacle(const Axes& axes, const Machine&) const override {
    if (side(axes, "columns") % PeriodicInputs<float>::kPeriod != 0) return std::nullopt;
    return fmt::format("with {} columns every row of the inputs, whose period is 4093, would be the same",
                       side(axes, "columns"));
  }

  Seconds nominal_time(const Axes& axes, const Machine& machine) const override {
    if (kernels_.backend == "host") return Benchmark::nominal_time(axes, machine);
    return nominal_device_time(work(axes, machine));
  }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    const std::size_t rows = side(axes, "rows"), columns = side(axes, "columns");
    if (axes.text("type") == "f32") {
      return std::make_unique<TransposeTrial<float>>(kernels_.f32, rows, columns, context);
    }
    return std::make_unique<TransposeTrial<double>>(kernels_.f64, rows, columns, context);
  }

 private:
  TransposeKernels kernels_;
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> transpose_benchmark(const TransposeKernels& kernels) {
  return std::make_unique<Transpose>(kernels);
}

}  // namespace gpubench
