#include "bench/dnn/attention.hpp"

#include "bench/dnn/operation_benchmark.hpp"

namespace gpubench {
namespace {

Axes point(const char* type, int heads, int length, int width, const char* mask) {
  return {{"type", type},
          {"heads", std::to_string(heads)},
          {"length", std::to_string(length)},
          {"width", std::to_string(width)},
          {"mask", mask}};
}

class AttentionProblem final : public OperationProblem {
 public:
  AttentionProblem(const AttentionCase& of, std::uint64_t seed) : of_(of), seed_(seed) {}

  std::vector<TensorShape> inputs() const override {
    return std::vector<TensorShape>(3, {of_.type, of_.shape.elements()});
  }
  std::vector<TensorShape> outputs() const override { return {{of_.type, of_.shape.elements()}}; }
  bool has_exact_inputs() const override { return true; }

  /// Family R; family E makes each query select one key.
  std::vector<std::vector<float>> make_inputs(Family family, int threads) const override {
    std::vector<std::vector<float>> all(3, std::vector<float>(of_.shape.elements()));
    if (family == Family::exact) {
      select_inputs(of_.shape, all[0], all[1], all[2], check(threads));
      return all;
    }
    for (std::uint32_t tensor = 0; auto& values : all) {
      fill_inputs<float>(values, Family::rounded, seed_, tensor++, 0, threads);
      round_values(of_.type, values, threads);
    }
    return all;
  }

  Verdict judge(Family family, std::span<const std::vector<float>> outputs, int threads) const override {
    const auto in = make_inputs(family, threads);
    if (family == Family::exact)
      return check_attention_selected(of_.shape, in[2], outputs[0], check(threads));
    return check_attention_rounded(of_.shape, in[0], in[1], in[2], outputs[0], check(threads));
  }

 private:
  AttentionCheck check(int threads) const { return {seed_, threads, format_of(of_.type)}; }

  AttentionCase of_;
  std::uint64_t seed_;
};

class AttentionBenchmark final : public OperationBenchmark<AttentionCase> {
 public:
  explicit AttentionBenchmark(OperationLibrary<AttentionCase> library)
      : OperationBenchmark(
            std::move(library),
            {.name = "libraries/attention",
             .backend = {},
             .operation = "out[h,i] = sum over j of softmax_j(q[h,i].k[h,j] / sqrt(width)) v[h,j], forward",
             .check = "timed with family R: 4096 elements, eta <= 1, phi 8 + max|s-m| + sqrt length, and p "
                      "rounded to the type; then queries that select one key: every element, exactly; then "
                      "once more, bit for bit",
             .metric = Metric::flop_rate,
             .axes = {}},
            {count_axis("heads", "Heads of all sequences of a batch together.", 1 << 16),
             count_axis("length", "Queries, and keys, of a sequence.", 1 << 16),
             {.name = "width", .meaning = "Elements of a query.", .choices = {"64", "128"}},
             {.name = "mask",
              .meaning = "causal: a query sees keys up to its own.",
              .choices = {"none", "causal"}}}) {}

  /// GPT-2 small has 12 heads of width 64 and length 1024, Llama-2-7B 32 of width 128 (their published
  /// configurations).
  std::vector<Axes> points(Profile profile, const Machine&) const override {
    const char* const usual = types().front();
    if (profile == Profile::quick) return {point(usual, 96, 1024, 64, "causal")};
    if (profile == Profile::standard) {
      return {point(usual, 96, 1024, 64, "causal"), point(usual, 96, 1024, 64, "none"),
              point(usual, 32, 2048, 128, "causal")};
    }
    std::vector<Axes> points;
    for (const char* type : types()) {
      for (const char* mask : {"none", "causal"}) {
        points.push_back(point(type, 96, 1024, 64, mask));
        for (int length = 512; length <= 8192; length *= 2)
          points.push_back(point(type, 32, length, 128, mask));
      }
    }
    return points;
  }

  std::string ceiling(const Axes& axes) const override { return "flop/s " + axes.text("type"); }
  CeilingRole ceiling_role(const Axes&) const override { return CeilingRole::uses; }

 private:
  AttentionCase case_of(const Axes& axes) const override {
    const auto count = [&](const char* name) { return static_cast<std::uint64_t>(axes.integer(name)); };
    return {parse_element_type(axes.text("type")),
            {count("heads"), count("length"), count("width"), axes.text("mask") == "causal"}};
  }
  std::unique_ptr<OperationProblem> make_problem(const AttentionCase& of, std::uint64_t seed) const override {
    return std::make_unique<AttentionProblem>(of, seed);
  }
  /// 4 width a pair of query and key that it sees; exponentials are left out.
  Flops flop(const AttentionCase& of) const override {
    const auto length = static_cast<double>(of.shape.length);
    const double pairs = of.shape.causal ? length * (length + 1) / 2 : length * length;
    return {4 * static_cast<double>(of.shape.width) * pairs * static_cast<double>(of.shape.heads)};
  }
};

}  // namespace

std::unique_ptr<Benchmark> make_attention_benchmark(OperationLibrary<AttentionCase> library) {
  return std::make_unique<AttentionBenchmark>(std::move(library));
}

}  // namespace gpubench
