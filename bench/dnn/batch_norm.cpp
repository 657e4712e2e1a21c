#include "bench/dnn/batch_norm.hpp"

#include "bench/dnn/operation_benchmark.hpp"

namespace gpubench {
namespace {

/// What follows the first convolution of each of ResNet-50's stages on images of 224: channels and side.
/// Source: He, Zhang, Ren, Sun: Deep Residual Learning for Image Recognition (CVPR 2016), table 1.
struct Layer {
  std::uint64_t channels, image;
};
constexpr Layer kResNet50Norms[] = {{64, 112}, {64, 56}, {128, 28}, {256, 14}, {512, 7}};
constexpr Layer kUsual = kResNet50Norms[1];

Axes point(const char* type, const char* pass, Layer layer, std::uint64_t batch) {
  return {{"type", type},
          {"pass", pass},
          {"batch", std::to_string(batch)},
          {"channels", std::to_string(layer.channels)},
          {"image", std::to_string(layer.image)}};
}

class BatchNormProblem final : public OperationProblem {
 public:
  BatchNormProblem(const BatchNormCase& of, Spread spread, std::uint64_t seed)
      : of_(of), spread_(spread), seed_(seed) {}

  std::vector<TensorShape> inputs() const override {
    std::vector<TensorShape> shapes = {x_shape(), channel_shape(), channel_shape()};
    if (!of_.training) shapes.insert(shapes.end(), 2, channel_shape());
    return shapes;
  }
  std::vector<TensorShape> outputs() const override {
    if (of_.training) return {x_shape(), channel_shape(), channel_shape()};
    return {x_shape()};
  }

  /// Family R, x twice that and moved by 1/2, for a mean to be found; given means of 1/2 and variances of 1/4
  /// to 3/4.
  std::vector<std::vector<float>> make_inputs(Family, int threads) const override {
    std::vector<std::vector<float>> all;
    for (const TensorShape& shape : inputs()) {
      std::vector<float> values(shape.count);
      const auto tensor = static_cast<std::uint32_t>(all.size());
      fill_inputs<float>(values, Family::rounded, seed_, tensor, 0, threads);
      all.push_back(std::move(values));
    }
    for (float& value : all[0]) value = 2 * value + 0.5F;
    round_values(of_.type, all[0], threads);
    if (of_.training) return all;
    for (float& mean : all[3]) mean = 0.5F;
    for (float& spread : all[4]) {
      const double variance = 0.5 + static_cast<double>(spread) / 4;
      spread = static_cast<float>(spread_of(spread_, variance, kNormEpsilon));
    }
    return all;
  }

  Verdict judge(Family family, std::span<const std::vector<float>> outputs, int threads) const override {
    const auto inputs = make_inputs(family, threads);
    const ChannelStatistics statistics =
        of_.training ? statistics_of(of_.shape(), inputs[0], threads) : given(inputs[3], inputs[4]);
    const RowCheck check{seed_, threads, format_of(of_.type)};
    Verdict verdict = check_batch_norm(of_.shape(), inputs[0], {inputs[1], inputs[2], kNormEpsilon},
                                       statistics, of_.training, outputs[0], check);
    if (!of_.training) return verdict;
    add_verdict(verdict, "mean: ", check_channel_means(of_.shape(), statistics, outputs[1], check));
    add_verdict(verdict, "spread: ",
                check_channel_spreads(of_.shape(), statistics, spread_, kNormEpsilon, outputs[2], check));
    return verdict;
  }

 private:
  TensorShape x_shape() const { return {of_.type, of_.shape().rows * of_.channels}; }
  TensorShape channel_shape() const { return {ElementType::f32, of_.channels}; }

  ChannelStatistics given(const std::vector<float>& mean, const std::vector<float>& spread) const {
    ChannelStatistics of;
    of.mean.assign(mean.begin(), mean.end());
    for (const float value : spread) {
      const auto s = static_cast<double>(value);
      of.variance.push_back(spread_ == Spread::variance ? s
                                                        : 1 / (s * s) - static_cast<double>(kNormEpsilon));
    }
    return of;
  }

  BatchNormCase of_;
  Spread spread_;
  std::uint64_t seed_;
};

class BatchNormBenchmark final : public OperationBenchmark<BatchNormCase> {
 public:
  BatchNormBenchmark(OperationLibrary<BatchNormCase> library, Spread spread)
      : OperationBenchmark(
            std::move(library),
            {.name = "libraries/batch_norm",
             .backend = {},
             .operation = "y[n,p,q,c] = gamma[c] (x[n,p,q,c] - mean_c) / sqrt(variance_c + 1e-5) + beta[c], "
                          "NHWC, forward",
             .check = "whole pixels and every mean and variance against float64, eta <= 1, phi 8 + 2 sqrt "
                      "pixels, S = |gamma| (|x| + |mean|) / sigma + |beta|; then once more, bit for bit",
             .axes = {}},
            {{.name = "pass",
              .meaning = "training: mean and variance are those of x; inference: given.",
              .choices = {"training", "inference"}},
             count_axis("batch", "Images.", 4096),
             count_axis("channels", "Channels of an image.", 65536),
             count_axis("image", "Height and width of an image.", 4096)}),
        spread_(spread) {}

  std::vector<Axes> points(Profile profile, const Machine&) const override {
    const char* const type = types().front();
    const std::uint64_t batch = on_host() ? 8 : 64;
    if (profile == Profile::quick) return {point(type, "training", kUsual, batch)};
    if (profile == Profile::standard) {
      return {point(type, "training", kUsual, batch), point(type, "inference", kUsual, batch),
              point(types()[1], "training", kUsual, batch)};
    }
    std::vector<Axes> points;
    for (const char* of : types()) {
      for (const char* pass : {"training", "inference"}) {
        for (const Layer& layer : kResNet50Norms) points.push_back(point(of, pass, layer, batch));
      }
    }
    return points;
  }

 private:
  BatchNormCase case_of(const Axes& axes) const override {
    const auto count = [&](const char* name) { return static_cast<std::uint64_t>(axes.integer(name)); };
    return {parse_element_type(axes.text("type")), axes.text("pass") == "training", count("batch"),
            count("channels"), count("image")};
  }
  std::unique_ptr<OperationProblem> make_problem(const BatchNormCase& of, std::uint64_t seed) const override {
    return std::make_unique<BatchNormProblem>(of, spread_, seed);
  }
  /// An element: in training mean 1, variance 3; normalised 2, scaled and moved 2.
  Flops flop(const BatchNormCase& of) const override {
    return {(of.training ? 8.0 : 4.0) * static_cast<double>(of.shape().rows) *
            static_cast<double>(of.channels)};
  }

  Spread spread_;
};

}  // namespace

std::unique_ptr<Benchmark> make_batch_norm_benchmark(OperationLibrary<BatchNormCase> library, Spread spread) {
  return std::make_unique<BatchNormBenchmark>(std::move(library), spread);
}

}  // namespace gpubench
