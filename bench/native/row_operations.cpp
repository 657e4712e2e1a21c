#include "bench/native/row_operations.hpp"

#include <utility>

#include "bench/native/array_inputs.hpp"
#include "bench/native/exact_output.hpp"
#include "bench/native/nominal_time.hpp"
#include "bench/native/periodic_inputs.hpp"
#include "bench/numerics/digest.hpp"
#include "bench/numerics/row_reference.hpp"

namespace gpubench {
namespace {

constexpr std::uint32_t kTensorX = 0;
constexpr std::uint32_t kTensorGamma = 1;
constexpr std::uint32_t kTensorBeta = 2;
constexpr std::uint64_t kElement = sizeof(float);

enum class Operation { softmax, layernorm, rmsnorm };

/// What tells one operation from another.
struct Row {
  Operation operation;
  const char* name;
  const char* formula;
  const char* check;
  std::uint64_t vectors;  ///< Of as many elements as there are columns, read beside x.
  double flop;            ///< An element.
};

constexpr Row kRows[] = {
    {Operation::softmax, "compute/softmax", "y[r,c] = exp(x[r,c] - m_r) / sum over j of exp(x[r,j] - m_r)",
     "eta <= 1, phi 8 + max |x - m| + sqrt columns, S = p; then once more, bit for bit", 0, 0},
    {Operation::layernorm, "compute/layernorm",
     "y[r,c] = gamma[c] (x[r,c] - mean_r) / sqrt(variance_r + epsilon) + beta[c]",
     "eta <= 1, phi 8 + 2 sqrt columns, S = |gamma| (|x| + |mean|) / sigma + |beta|; then once more, bit for "
     "bit",
     2, 8},
    {Operation::rmsnorm, "compute/rmsnorm", "y[r,c] = gamma[c] x[r,c] / sqrt(mean_r of x^2 + epsilon)",
     "eta <= 1, phi 8 + 2 sqrt columns, S = |gamma x| / sigma; then once more, bit for bit", 1, 4}};

RowShape row_shape(const Axes& axes) {
  return {static_cast<std::uint64_t>(axes.integer("rows")),
          static_cast<std::uint64_t>(axes.integer("columns"))};
}

/// Values of family R, spread and, for a norm to have a mean to find, moved.
void fill_x(Operation operation, std::span<float> x, std::uint64_t seed, std::uint64_t first, int threads) {
  fill_inputs(x, Family::rounded, seed, kTensorX, first, threads);
  const bool softmax = operation == Operation::softmax;
  const float factor = softmax ? 8 : 2, offset = softmax ? 0 : 0.5F;
  for (float& value : x) value = factor * value + offset;
}

class RowTrial final : public Trial {
 public:
  RowTrial(const Row& row, const RowKernels& kernels, RowShape shape, Context& context)
      : operation_(row.operation),
        kernels_(kernels),
        shape_(shape),
        check_{context.seed, checking_threads(context.backend)},
        own_stream_(context.backend.make_stream()),
        x_(context.backend, shape.rows * shape.columns),
        y_(context.backend, shape.rows * shape.columns),
        gamma_(context.backend, shape.columns),
        beta_(context.backend, shape.columns),
        host_threads_(context.backend.threads()) {}

  void reset() override {
    upload_pieces(x_, [&](std::span<float> x, std::uint64_t first) {
      fill_x(operation_, x, check_.seed, first, check_.threads);
    });
    upload_inputs(gamma_, Family::rounded, check_.seed, kTensorGamma, 1);
    upload_inputs(beta_, Family::rounded, check_.seed, kTensorBeta, 1);
    upload_poison(y_);
  }

  void enqueue(Stream& stream) override {
    if (operation_ == Operation::softmax) {
      return kernels_.softmax(stream, {x_.data(), y_.data(), shape_.rows, shape_.columns, host_threads_});
    }
    const kernels::NormArguments arguments{x_.data(),   gamma_.data(),  beta_.data(), y_.data(),
                                           shape_.rows, shape_.columns, kEpsilon,     host_threads_};
    (operation_ == Operation::layernorm ? kernels_.layernorm : kernels_.rmsnorm)(stream, arguments);
  }

  Verdict verify(std::uint64_t) override {
    Verdict verdict = judge(y_.download());
    if (verdict.correctness == Correctness::wrong) return verdict;
    enqueue(*own_stream_);
    own_stream_->synchronize();
    const std::vector<float> again = y_.download();
    if (digest_of(std::span<const float>(again), 0, check_.threads) != verdict.digest) {
      verdict.correctness = Correctness::bounded;
    }
    return verdict;
  }

  /// The output first.
  std::vector<std::span<std::byte>> footprint() override {
    return {y_.extent(), x_.extent(), gamma_.extent(), beta_.extent()};
  }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"threads", std::to_string(host_threads_)}};
  }

 private:
  static constexpr float kEpsilon = 1e-5F;

  Verdict judge(const std::vector<float>& y) const {
    const RowMaker x = [&](std::uint64_t row, std::span<float> values) {
      fill_x(operation_, values, check_.seed, row * shape_.columns, 1);
    };
    if (operation_ == Operation::softmax) return check_softmax(shape_, x, y, check_);
    const std::vector<float> gamma = gamma_.download(), beta = beta_.download();
    const NormScale scale{gamma, beta, kEpsilon};
    if (operation_ == Operation::layernorm) return check_layernorm(shape_, x, scale, y, check_);
    return check_rmsnorm(shape_, x, scale, y, check_);
  }

  Operation operation_;
  RowKernels kernels_;
  RowShape shape_;
  RowCheck check_;
  std::unique_ptr<Stream> own_stream_;
  Array<float> x_, y_, gamma_, beta_;
  int host_threads_;
};

AxisDefinition side_axis(const char* name, const char* meaning, std::int64_t max) {
  return {.name = name,
          .meaning = meaning,
          .kind = AxisDefinition::Kind::integer,
          .choices = {},
          .integer_max = max};
}

class RowBenchmark final : public Benchmark {
 public:
  RowBenchmark(const Row& row, const RowKernels& kernels) : row_(row), kernels_(kernels) {
    description_.name = row.name;
    description_.backend = kernels.backend;
    description_.operation = row.formula;
    description_.check = row.check;
    description_.metric = Metric::bandwidth;
    description_.axes = {{.name = "type", .meaning = "Type of the elements.", .choices = {"f32"}},
                         side_axis("rows", "Rows, each normalised by itself.", std::int64_t{1} << 24),
                         side_axis("columns", "Elements of a row.", kernels::kNormColumns)};
  }

  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine& machine) const override {
    // The same number of elements in all: 32 MiB of a host, 256 MiB of a device.
    const std::uint64_t elements = on_host() ? 8 << 20 : 64 << 20;
    std::vector<std::uint64_t> lengths = {1024};
    if (profile == Profile::standard) lengths = {256, 1024, 8192};
    if (profile == Profile::thorough) lengths = {64, 256, 768, 1023, 1024, 2048, 4096, 8192};
    std::vector<Axes> points;
    for (const std::uint64_t columns : lengths) points.push_back(point(elements / columns, columns, machine));
    return points;
  }

  Work work(const Axes& axes, const Machine&) const override {
    const RowShape shape = row_shape(axes);
    const std::uint64_t elements = shape.rows * shape.columns;
    Work work;
    work.read = Bytes{(elements + row_.vectors * shape.columns) * kElement};
    work.written = Bytes{elements * kElement};
    work.flop.count = row_.flop * static_cast<double>(elements);
    return work;
  }

  /// x, y, gamma and beta; on the host y once more, while it is checked.
  Bytes memory_needed(const Axes& axes, const Machine&) const override {
    const RowShape shape = row_shape(axes);
    return Bytes{((on_host() ? 3 : 2) * shape.rows + 2) * shape.columns * kElement};
  }

  Seconds nominal_time(const Axes& axes, const Machine& machine) const override {
    return on_host() ? Benchmark::nominal_time(axes, machine) : nominal_device_time(work(axes, machine));
  }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    return std::make_unique<RowTrial>(row_, kernels_, row_shape(axes), context);
  }

 private:
  bool on_host() const { return kernels_.backend == "host"; }

  /// With fewer rows where a quarter of the memory does not hold as many.
  Axes point(std::uint64_t rows, std::uint64_t columns, const Machine& machine) const {
    Axes axes{{"type", "f32"}, {"rows", std::to_string(rows)}, {"columns", std::to_string(columns)}};
    for (; rows > 1 && memory_needed(axes, machine) > machine.memory_available / 4; rows /= 2) {
      axes.set("rows", std::to_string(rows / 2));
    }
    return axes;
  }

  Row row_;
  RowKernels kernels_;
  Description description_;
};

}  // namespace

std::vector<std::unique_ptr<Benchmark>> row_benchmarks(const RowKernels& kernels) {
  std::vector<std::unique_ptr<Benchmark>> list;
  for (const Row& row : kRows) list.push_back(std::make_unique<RowBenchmark>(row, kernels));
  return list;
}

}  // namespace gpubench
