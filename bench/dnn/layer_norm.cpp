#include "bench/dnn/layer_norm.hpp"

#include "bench/dnn/layer_norm_problem.hpp"
#include "bench/dnn/operation_benchmark.hpp"

namespace gpubench {
namespace {

/// Tokens x hidden size, by their published configurations: GPT-2 small, 8 sequences of 1024 and two of them,
/// and GPT-3 175B, one of 2048.
constexpr RowShape kGpt2Tokens{2048, 768};
constexpr RowShape kGpt2OfBatch{8192, 768};
constexpr RowShape kGpt3{2048, 12288};

Axes norm_point(const char* type, const char* pass, RowShape shape) {
  return {{"type", type},
          {"pass", pass},
          {"rows", std::to_string(shape.rows)},
          {"columns", std::to_string(shape.columns)}};
}

class LayerNormBenchmark final : public OperationBenchmark<LayerNormCase> {
 public:
  LayerNormBenchmark(OperationLibrary<LayerNormCase> library, Spread spread)
      : OperationBenchmark(
            std::move(library),
            {.name = "libraries/layer_norm",
             .backend = {},
             .operation = "y[r,c] = gamma[c] (x[r,c] - mean_r) / sqrt(variance_r + 1e-5) + beta[c], or dx, "
                          "dgamma and dbeta",
             .check =
                 "whole rows and every dgamma and dbeta against float64, eta <= 1, phi 8 + 2 sqrt columns, "
                 "S = |gamma| (|x| + |mean|) / sigma + |beta|; then once more, bit for bit",
             .axes = {}},
            {{.name = "pass",
              .meaning = "What is computed: y; or dx, dgamma and dbeta of given mean and variance.",
              .choices = {"forward", "backward"}},
             count_axis("rows", "Rows, each normalised by itself.", std::int64_t{1} << 24),
             count_axis("columns", "Elements of a row.", std::int64_t{1} << 20)}),
        spread_(spread) {}

  std::vector<Axes> points(Profile profile, const Machine&) const override {
    const RowShape usual = on_host() ? kGpt2Tokens : kGpt2OfBatch;
    const char* const type = types().front();
    if (profile == Profile::quick) return {norm_point(type, "forward", usual)};
    if (profile == Profile::standard) {
      return {norm_point(type, "forward", usual), norm_point(type, "backward", usual),
              norm_point(types()[1], "forward", usual)};
    }
    std::vector<Axes> points;
    for (const char* of : types()) {
      for (const char* pass : {"forward", "backward"}) {
        for (const RowShape& shape : {kGpt2Tokens, kGpt2OfBatch, kGpt3})
          points.push_back(norm_point(of, pass, shape));
      }
    }
    return points;
  }

 private:
  LayerNormCase case_of(const Axes& axes) const override {
    const RowCase rows = row_case_of(axes);
    return {rows.type, axes.text("pass") == "backward", rows.shape};
  }
  std::unique_ptr<OperationProblem> make_problem(const LayerNormCase& of, std::uint64_t seed) const override {
    return make_layer_norm_problem(of, spread_, seed);
  }
  /// An element, forward: mean 1, variance 3, normalised 2, scaled and moved 2. Backward: normalised 2, gamma
  /// dy 1, a row's two sums 3, dx 4, dgamma 2, dbeta 1.
  Flops flop(const LayerNormCase& of) const override {
    return {(of.backward ? 13.0 : 8.0) * static_cast<double>(of.shape.rows) *
            static_cast<double>(of.shape.columns)};
  }

  Spread spread_;
};

}  // namespace

std::unique_ptr<Benchmark> make_layer_norm_benchmark(OperationLibrary<LayerNormCase> library, Spread spread) {
  return std::make_unique<LayerNormBenchmark>(std::move(library), spread);
}

}  // namespace gpubench
