#include "bench/native/spmv.hpp"

#include <span>
#include <vector>

#include "bench/api/communicator.hpp"
#include "bench/native/array_inputs.hpp"
#include "bench/native/exact_output.hpp"
#include "bench/native/nominal_time.hpp"
#include "bench/native/periodic_inputs.hpp"
#include "bench/native/sparse_matrix.hpp"

namespace gpubench {
namespace {

constexpr std::uint32_t kTensorVector = 0;
constexpr std::uint32_t kTensorMatrix = 1;  // And the next.

std::uint64_t rows_of(const Axes& axes) {
  return static_cast<std::uint64_t>(axes.integer("rows"));
}

RowLengths lengths_of(const Axes& axes) {
  return axes.text("lengths") == "even" ? RowLengths::even : RowLengths::skewed;
}

template <class T>
class SpmvTrial final : public Trial {
 public:
  using Arguments = kernels::SpmvArguments<T>;
  using Kernel = void (*)(Stream&, const Arguments&);

  SpmvTrial(Kernel kernel, const Axes& axes, Context& context)
      : kernel_(kernel),
        checking_threads_(checking_threads(context.backend)),
        matrix_(make_sparse_matrix(lengths_of(axes), rows_of(axes), context.seed, kTensorMatrix,
                                   checking_threads_)),
        x_integers_(rows_of(axes)),
        starts_(context.backend, matrix_.starts.size()),
        columns_(context.backend, matrix_.columns.size()),
        values_(context.backend, matrix_.values.size()),
        x_(context.backend, x_integers_.size()),
        y_(context.backend, x_integers_.size()),
        arguments_{starts_.data(), columns_.data(), values_.data(),           x_.data(),
                   y_.data(),      y_.size(),       context.backend.threads()} {
    fill_inputs(std::span(x_integers_), Family::exact, context.seed, kTensorVector, 0, checking_threads_);
    expected_ = multiply(matrix_, x_integers_, checking_threads_);
  }

  void reset() override {
    starts_.upload(matrix_.starts);
    columns_.upload(matrix_.columns);
    upload_integers(values_, matrix_.values);
    upload_integers(x_, x_integers_);
    upload_poison(y_);
  }

  void enqueue(Stream& stream) override { kernel_(stream, arguments_); }

  Verdict verify(std::uint64_t) override {
    return judge_exact(
        y_, [&](std::uint64_t i) { return static_cast<T>(expected_[i]); }, checking_threads_);
  }

  /// The output first.
  std::vector<std::span<std::byte>> footprint() override {
    return {y_.extent(), x_.extent(), values_.extent(), columns_.extent(), starts_.extent()};
  }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"threads", std::to_string(arguments_.threads)},
            {"entries", std::to_string(matrix_.columns.size())}};
  }

 private:
  static void upload_integers(const Array<T>& array, const std::vector<std::int32_t>& integers) {
    upload_pieces(array, [&](std::span<T> values, std::uint64_t first) {
      for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<T>(integers[first + i]);
    });
  }

  Kernel kernel_;
  int checking_threads_;
  SparseMatrix matrix_;
  std::vector<std::int32_t> x_integers_;
  std::vector<std::int64_t> expected_;
  Array<std::int32_t> starts_, columns_;
  Array<T> values_, x_, y_;
  Arguments arguments_;
};

class Spmv final : public Benchmark {
 public:
  explicit Spmv(const SpmvKernels& kernels) : kernels_(kernels) {
    description_.name = "compute/spmv";
    description_.backend = kernels.backend;
    description_.operation = "y[n] = A[n,n] x[n], A in compressed sparse rows";
    description_.check = "every element exactly: integers -3..3";
    description_.metric = Metric::bandwidth;
    description_.axes = {{.name = "type", .meaning = "Type of the elements.", .choices = {"f64", "f32"}},
                         {.name = "lengths",
                          .meaning = "even: 16 entries a row; skewed: 4 to 16384, 28 in the mean.",
                          .choices = {"even", "skewed"}},
                         {.name = "rows",
                          .meaning = "Rows and columns of A.",
                          .kind = AxisDefinition::Kind::integer,
                          .choices = {},
                          .integer_max = std::int64_t{1} << 25}};  // Entries are numbered in 31 bits.
  }

  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine& machine) const override {
    /// With fewer rows where a quarter of the memory does not hold as many.
    const auto point = [&](const char* type, const char* lengths, std::uint64_t rows) {
      Axes axes{{"type", type}, {"lengths", lengths}, {"rows", std::to_string(rows)}};
      for (; rows > 1 && memory_needed(axes, machine) > machine.memory_available / 4; rows /= 2) {
        axes.set("rows", std::to_string(rows / 2));
      }
      return axes;
    };
    const std::uint64_t usual = on_host() ? 1 << 17 : 1 << 21;
    if (profile == Profile::quick) return {point("f64", "even", usual)};
    if (profile == Profile::standard) {
      return {point("f64", "even", 4 * usual), point("f64", "skewed", 2 * usual),
              point("f32", "even", 4 * usual)};
    }
    std::vector<Axes> points;
    for (const char* type : {"f64", "f32"}) {
      for (const char* lengths : {"even", "skewed"}) {
        for (std::uint64_t rows = 1 << 14; rows <= 4 * usual; rows *= 4) {
          const Axes axes = point(type, lengths, rows);
          if (points.empty() || !(points.back() == axes)) points.push_back(axes);
        }
      }
    }
    return points;
  }

  Work work(const Axes& axes, const Machine&) const override {
    const std::uint64_t rows = rows_of(axes), entries = count_entries(lengths_of(axes), rows);
    const std::uint64_t element = element_size(axes), index = sizeof(std::int32_t);
    Work work;
    work.read = Bytes{entries * (element + index) + (rows + 1) * index + rows * element};
    work.written = Bytes{rows * element};
    work.flop.count = 2 * static_cast<double>(entries);
    return work;
  }

  Bytes memory_needed(const Axes& axes, const Machine& machine) const override {
    const Work done = work(axes, machine);
    if (!on_host()) return done.read + done.written;
    return done.read + done.written + host_copy(axes);
  }

  Seconds nominal_time(const Axes& axes, const Machine& machine) const override {
    return on_host() ? Benchmark::nominal_time(axes, machine) : nominal_device_time(work(axes, machine));
  }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    if (axes.text("type") == "f32") {
      return std::make_unique<SpmvTrial<float>>(kernels_.f32, axes, context);
    }
    return std::make_unique<SpmvTrial<double>>(kernels_.f64, axes, context);
  }

 private:
  bool on_host() const { return kernels_.backend == "host"; }

  /// What checking keeps beside the arrays: the matrix and x in integers, and y in wide ones.
  static Bytes host_copy(const Axes& axes) {
    const std::uint64_t rows = rows_of(axes), entries = count_entries(lengths_of(axes), rows);
    return Bytes{(2 * entries + 2 * rows + 1) * sizeof(std::int32_t) + rows * sizeof(std::int64_t)};
  }

  SpmvKernels kernels_;
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> spmv_benchmark(const SpmvKernels& kernels) {
  return std::make_unique<Spmv>(kernels);
}

}  // namespace gpubench
