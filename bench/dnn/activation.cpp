#include "bench/dnn/activation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "bench/dnn/operation_benchmark.hpp"

namespace gpubench {
namespace {

/// In the order of Activation.
constexpr std::array<const char*, 3> kFunctions = {"relu", "gelu", "tanh"};

/// What the MLP's first product gives, tokens x width, by their published configurations: GPT-2 small, 512
/// tokens, and Llama 2 7B, 2048.
constexpr RowShape kGpt2{512, 3072};
constexpr RowShape kLlama{2048, 11008};

Activation function_of(const Axes& axes) {
  const auto found = std::find(kFunctions.begin(), kFunctions.end(), axes.text("function"));
  if (found == kFunctions.end())
    throw std::invalid_argument(fmt::format("activation: no '{}'", axes.text("function")));
  return static_cast<Activation>(found - kFunctions.begin());
}

Axes point(const char* type, const char* function, RowShape shape) {
  return {{"type", type},
          {"function", function},
          {"rows", std::to_string(shape.rows)},
          {"columns", std::to_string(shape.columns)}};
}

class ActivationProblem final : public OperationProblem {
 public:
  ActivationProblem(const ActivationCase& of, std::uint64_t seed) : of_(of), seed_(seed) {}

  std::vector<TensorShape> inputs() const override { return {{of_.type, elements()}}; }
  std::vector<TensorShape> outputs() const override { return {{of_.type, elements()}}; }

  bool has_exact_inputs() const override { return of_.function == Activation::relu; }

  /// Family R or E, times 4: where the functions bend.
  std::vector<std::vector<float>> make_inputs(Family family, int threads) const override {
    std::vector<float> x(elements());
    fill_inputs<float>(x, family, seed_, 0, 0, threads);
    for (float& value : x) value *= 4;
    round_values(of_.type, x, threads);
    return {std::move(x)};
  }

  Verdict judge(Family family, std::span<const std::vector<float>> outputs, int threads) const override {
    const auto inputs = make_inputs(family, threads);
    return check_activation(of_.function, of_.shape, inputs[0], outputs[0],
                            {seed_, threads, format_of(of_.type)});
  }

 private:
  std::uint64_t elements() const { return of_.shape.rows * of_.shape.columns; }

  ActivationCase of_;
  std::uint64_t seed_;
};

class ActivationBenchmark final : public OperationBenchmark<ActivationCase> {
 public:
  explicit ActivationBenchmark(OperationLibrary<ActivationCase> library)
      : OperationBenchmark(
            std::move(library),
            {.name = "libraries/activation",
             .backend = {},
             .operation = "y[i] = f(x[i]), forward; relu max(x, 0), gelu x / 2 (1 + erf(x / sqrt 2)), tanh",
             .check = "whole rows against float64, relu exactly, else eta <= 1, phi 8, S = |x|, |tanh x|; "
                      "relu also with family E; then once more, bit for bit",
             .axes = {}},
            {{.name = "function",
              .meaning = "What is computed of each element.",
              .choices = {kFunctions.begin(), kFunctions.end()}},
             count_axis("rows", "Tokens.", std::int64_t{1} << 24),
             count_axis("columns", "Elements of a token.", std::int64_t{1} << 20)}) {}

  std::vector<Axes> points(Profile profile, const Machine&) const override {
    const RowShape usual = on_host() ? kGpt2 : kLlama;
    if (profile == Profile::quick) return {point(types().front(), "gelu", usual)};
    std::vector<Axes> points;
    if (profile == Profile::standard) {
      for (const char* function : kFunctions) points.push_back(point(types().front(), function, usual));
      return points;
    }
    for (const char* type : types()) {
      for (const char* function : kFunctions) {
        for (const RowShape& shape : {kGpt2, kLlama}) points.push_back(point(type, function, shape));
      }
    }
    return points;
  }

 private:
  ActivationCase case_of(const Axes& axes) const override {
    const RowCase rows = row_case_of(axes);
    return {rows.type, function_of(axes), rows.shape};
  }
  std::unique_ptr<OperationProblem> make_problem(const ActivationCase& of,
                                                 std::uint64_t seed) const override {
    return std::make_unique<ActivationProblem>(of, seed);
  }
};

}  // namespace

std::unique_ptr<Benchmark> make_activation_benchmark(OperationLibrary<ActivationCase> library) {
  return std::make_unique<ActivationBenchmark>(std::move(library));
}

}  // namespace gpubench
