#include "bench/dnn/softmax.hpp"

#include <algorithm>

#include "bench/dnn/operation_benchmark.hpp"
#include "bench/numerics/row_reference.hpp"

namespace gpubench {
namespace {

/// Scores of attention, a row of one element a key for each query of each head: 16 heads of 512 tokens.
constexpr RowShape scores_of(std::uint64_t sequences) {
  return {sequences * 16 * 512, 512};
}
/// Of 4096 tokens over the vocabulary of Llama 2, its published configuration.
constexpr RowShape kLogits{4096, 32000};

class SoftmaxProblem final : public OperationProblem {
 public:
  SoftmaxProblem(const SoftmaxCase& of, std::uint64_t seed) : of_(of), seed_(seed) {}

  std::vector<TensorShape> inputs() const override { return {{of_.type, elements()}}; }
  std::vector<TensorShape> outputs() const override { return {{of_.type, elements()}}; }

  /// Family R times 8: exponentials that differ by up to e^16.
  std::vector<std::vector<float>> make_inputs(Family, int threads) const override {
    std::vector<float> x(elements());
    fill_inputs<float>(x, Family::rounded, seed_, 0, 0, threads);
    for (float& value : x) value *= 8;
    round_values(of_.type, x, threads);
    return {std::move(x)};
  }

  Verdict judge(Family family, std::span<const std::vector<float>> outputs, int threads) const override {
    const std::vector<float> x = std::move(make_inputs(family, threads).front());
    const RowMaker row = [&](std::uint64_t r, std::span<float> values) {
      std::copy_n(x.begin() + static_cast<std::ptrdiff_t>(r * values.size()), values.size(), values.begin());
    };
    return check_softmax(of_.shape, row, outputs[0], {seed_, threads, format_of(of_.type)});
  }

 private:
  std::uint64_t elements() const { return of_.shape.rows * of_.shape.columns; }

  SoftmaxCase of_;
  std::uint64_t seed_;
};

class SoftmaxBenchmark final : public OperationBenchmark<SoftmaxCase> {
 public:
  explicit SoftmaxBenchmark(OperationLibrary<SoftmaxCase> library)
      : OperationBenchmark(
            std::move(library),
            {.name = "libraries/softmax",
             .backend = {},
             .operation = "y[r,c] = exp(x[r,c] - m_r) / sum over j of exp(x[r,j] - m_r), forward",
             .check = "whole rows against float64, eta <= 1, phi 8 + max |x - m| + sqrt columns, S = p; then "
                      "once more, bit for bit",
             .axes = {}},
            {count_axis("rows", "Rows, each normalised by itself.", std::int64_t{1} << 24),
             count_axis("columns", "Elements of a row.", std::int64_t{1} << 20)}) {}

  std::vector<Axes> points(Profile profile, const Machine&) const override {
    if (profile == Profile::quick) return {row_point(types().front(), scores_of(on_host() ? 1 : 8))};
    std::vector<Axes> points;
    if (profile == Profile::standard) {
      for (const char* type : usual_types()) points.push_back(row_point(type, scores_of(on_host() ? 1 : 32)));
      return points;
    }
    for (const char* type : types()) {
      for (const RowShape& shape : {scores_of(1), scores_of(32), kLogits})
        points.push_back(row_point(type, shape));
    }
    return points;
  }

 private:
  SoftmaxCase case_of(const Axes& axes) const override { return row_case_of(axes); }
  std::unique_ptr<OperationProblem> make_problem(const SoftmaxCase& of, std::uint64_t seed) const override {
    return std::make_unique<SoftmaxProblem>(of, seed);
  }
};

}  // namespace

std::unique_ptr<Benchmark> make_softmax_benchmark(OperationLibrary<SoftmaxCase> library) {
  return std::make_unique<SoftmaxBenchmark>(std::move(library));
}

}  // namespace gpubench
