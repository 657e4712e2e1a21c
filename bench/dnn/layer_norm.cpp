#include "bench/dnn/layer_norm.hpp"

#include <algorithm>

#include "bench/dnn/operation_benchmark.hpp"
#include "bench/numerics/row_reference.hpp"

namespace gpubench {
namespace {

/// Tokens x hidden size, by their published configurations: GPT-2 small, 8 sequences of 1024 and two of them,
/// and GPT-3 175B, one of 2048.
constexpr RowShape kGpt2{2048, 768};
constexpr RowShape kGpt2OfBatch{8192, 768};
constexpr RowShape kGpt3{2048, 12288};

class LayerNormProblem final : public OperationProblem {
 public:
  LayerNormProblem(const LayerNormCase& of, std::uint64_t seed) : of_(of), seed_(seed) {}

  std::vector<TensorShape> inputs() const override {
    return {
        {of_.type, elements()}, {ElementType::f32, of_.shape.columns}, {ElementType::f32, of_.shape.columns}};
  }
  std::vector<TensorShape> outputs() const override { return {{of_.type, elements()}}; }

  /// Family R, x twice that and moved by 1/2, for a mean to be found.
  std::vector<std::vector<float>> make_inputs(Family, int threads) const override {
    std::vector<float> x(elements()), gamma(of_.shape.columns), beta(of_.shape.columns);
    for (std::uint32_t tensor = 0; auto* values : {&x, &gamma, &beta}) {
      fill_inputs<float>(*values, Family::rounded, seed_, tensor++, 0, threads);
    }
    for (float& value : x) value = 2 * value + 0.5F;
    round_values(of_.type, x, threads);
    return {std::move(x), std::move(gamma), std::move(beta)};
  }

  Verdict judge(Family family, std::span<const std::vector<float>> outputs, int threads) const override {
    const auto inputs = make_inputs(family, threads);
    const RowMaker row = [&](std::uint64_t r, std::span<float> values) {
      const auto first = inputs[0].begin() + static_cast<std::ptrdiff_t>(r * values.size());
      std::copy_n(first, values.size(), values.begin());
    };
    return check_layernorm(of_.shape, row, {inputs[1], inputs[2], kNormEpsilon}, outputs[0],
                           {seed_, threads, format_of(of_.type)});
  }

 private:
  std::uint64_t elements() const { return of_.shape.rows * of_.shape.columns; }

  LayerNormCase of_;
  std::uint64_t seed_;
};

class LayerNormBenchmark final : public OperationBenchmark<LayerNormCase> {
 public:
  explicit LayerNormBenchmark(OperationLibrary<LayerNormCase> library)
      : OperationBenchmark(
            std::move(library),
            {.name = "libraries/layer_norm",
             .backend = {},
             .operation = "y[r,c] = gamma[c] (x[r,c] - mean_r) / sqrt(variance_r + 1e-5) + beta[c], forward",
             .check =
                 "whole rows against float64, eta <= 1, phi 8 + 2 sqrt columns, S = |gamma| (|x| + |mean|) "
                 "/ sigma + |beta|; then once more, bit for bit",
             .axes = {}},
            {count_axis("rows", "Rows, each normalised by itself.", std::int64_t{1} << 24),
             count_axis("columns", "Elements of a row.", std::int64_t{1} << 20)}) {}

  std::vector<Axes> points(Profile profile, const Machine&) const override {
    const RowShape usual = on_host() ? kGpt2 : kGpt2OfBatch;
    if (profile == Profile::quick) return {row_point(types().front(), usual)};
    std::vector<Axes> points;
    if (profile == Profile::standard) {
      for (const char* type : usual_types()) points.push_back(row_point(type, usual));
      return points;
    }
    for (const char* type : types()) {
      for (const RowShape& shape : {kGpt2, kGpt2OfBatch, kGpt3}) points.push_back(row_point(type, shape));
    }
    return points;
  }

 private:
  LayerNormCase case_of(const Axes& axes) const override { return row_case_of(axes); }
  std::unique_ptr<OperationProblem> make_problem(const LayerNormCase& of, std::uint64_t seed) const override {
    return std::make_unique<LayerNormProblem>(of, seed);
  }
  /// An element: mean 1, variance 3, normalised 2, scaled and moved 2.
  Flops flop(const LayerNormCase& of) const override {
    return {8.0 * static_cast<double>(of.shape.rows) * static_cast<double>(of.shape.columns)};
  }
};

}  // namespace

std::unique_ptr<Benchmark> make_layer_norm_benchmark(OperationLibrary<LayerNormCase> library) {
  return std::make_unique<LayerNormBenchmark>(std::move(library));
}

}  // namespace gpubench
