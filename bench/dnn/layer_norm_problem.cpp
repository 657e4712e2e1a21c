#include "bench/dnn/layer_norm_problem.hpp"

#include <algorithm>

#include "bench/numerics/layer_norm_gradients.hpp"
#include "bench/numerics/parallel.hpp"
#include "bench/numerics/row_reference.hpp"

namespace gpubench {
namespace {

/// What both have: x is family R times two and moved by 1/2, for a mean to be found; gamma is family R.
class LayerNorm : public OperationProblem {
 protected:
  static constexpr std::uint32_t kX = 0, kGamma = 1, kOther = 2;

  LayerNorm(const LayerNormCase& of, std::uint64_t seed) : of_(of), seed_(seed) {}

  TensorShape matrix() const { return {of_.type, of_.shape.rows * of_.shape.columns}; }
  TensorShape row() const { return {ElementType::f32, of_.shape.columns}; }
  TensorShape column() const { return {ElementType::f32, of_.shape.rows}; }
  RowCheck check(int threads) const { return {seed_, threads, format_of(of_.type)}; }

  std::vector<float> random(TensorShape shape, std::uint32_t tensor, int threads) const {
    std::vector<float> values(shape.count);
    fill_inputs<float>(values, Family::rounded, seed_, tensor, 0, threads);
    if (tensor == kX) {
      for (float& value : values) value = 2 * value + 0.5F;
    }
    round_values(shape.type, values, threads);
    return values;
  }

  LayerNormCase of_;
  std::uint64_t seed_;
};

class Forward final : public LayerNorm {
 public:
  Forward(const LayerNormCase& of, std::uint64_t seed) : LayerNorm(of, seed) {}

  std::vector<TensorShape> inputs() const override { return {matrix(), row(), row()}; }
  std::vector<TensorShape> outputs() const override { return {matrix()}; }

  std::vector<std::vector<float>> make_inputs(Family, int threads) const override {
    return {random(matrix(), kX, threads), random(row(), kGamma, threads), random(row(), kOther, threads)};
  }

  Verdict judge(Family family, std::span<const std::vector<float>> outputs, int threads) const override {
    const auto inputs = make_inputs(family, threads);
    const RowMaker x = [&](std::uint64_t r, std::span<float> values) {
      const auto first = inputs[0].begin() + static_cast<std::ptrdiff_t>(r * values.size());
      std::copy_n(first, values.size(), values.begin());
    };
    return check_layernorm(of_.shape, x, {inputs[1], inputs[2], kNormEpsilon}, outputs[0], check(threads));
  }
};

class Backward final : public LayerNorm {
 public:
  Backward(const LayerNormCase& of, Spread spread, std::uint64_t seed)
      : LayerNorm(of, seed), spread_(spread) {}

  std::vector<TensorShape> inputs() const override { return {matrix(), row(), column(), column(), matrix()}; }
  std::vector<TensorShape> outputs() const override { return {matrix(), row(), row()}; }

  /// Mean and spread are those of x.
  std::vector<std::vector<float>> make_inputs(Family, int threads) const override {
    const std::vector<float> x = random(matrix(), kX, threads);
    std::vector<float> mean(of_.shape.rows), spread(of_.shape.rows);
    for_parts(of_.shape.rows, 1, threads, [&](std::uint64_t begin, std::uint64_t end) {
      for (std::uint64_t r = begin; r < end; ++r) {
        keep_statistics(std::span(x).subspan(r * of_.shape.columns, of_.shape.columns), mean[r], spread[r]);
      }
    });
    return {x, random(row(), kGamma, threads), std::move(mean), std::move(spread),
            random(matrix(), kOther, threads)};
  }

  Verdict judge(Family family, std::span<const std::vector<float>> outputs, int threads) const override {
    const auto inputs = make_inputs(family, threads);
    LayerNormGradients of{of_.shape, inputs[0], inputs[1], inputs[4], {}, {}};
    of.mean.assign(inputs[2].begin(), inputs[2].end());
    for (const float kept : inputs[3]) {
      of.inverse_sigma.push_back(inverse_sigma_of(spread_, static_cast<double>(kept), kNormEpsilon));
    }
    Verdict verdict = check_layer_norm_dx(of, outputs[0], check(threads));
    add_verdict(verdict, "dgamma: ", check_layer_norm_dgamma(of, outputs[1], check(threads)));
    add_verdict(verdict, "dbeta: ", check_layer_norm_dbeta(of, outputs[2], check(threads)));
    return verdict;
  }

 private:
  void keep_statistics(std::span<const float> x, float& mean, float& spread) const {
    const auto columns = static_cast<double>(x.size());
    double sum = 0, squares = 0;
    for (const float value : x) sum += static_cast<double>(value);
    for (const float value : x) {
      const double distance = static_cast<double>(value) - sum / columns;
      squares += distance * distance;
    }
    mean = static_cast<float>(sum / columns);
    spread = static_cast<float>(spread_of(spread_, squares / columns, kNormEpsilon));
  }

  Spread spread_;
};

}  // namespace

std::unique_ptr<OperationProblem> make_layer_norm_problem(const LayerNormCase& of, Spread spread,
                                                          std::uint64_t seed) {
  if (of.backward) return std::make_unique<Backward>(of, spread, seed);
  return std::make_unique<Forward>(of, seed);
}

}  // namespace gpubench
