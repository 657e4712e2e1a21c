#include "bench/dnn/pooling.hpp"

#include "bench/dnn/operation_benchmark.hpp"

namespace gpubench {
namespace {

/// ResNet-50's two on images of 224: after its first convolution, and before its classifier. Source: He,
/// Zhang, Ren, Sun: Deep Residual Learning for Image Recognition (CVPR 2016), table 1.
constexpr PoolingShape kFirst{1, 64, 112, 3, 2, 1};
constexpr PoolingShape kGlobal{1, 2048, 7, 7, 1, 0};

Axes point(const char* type, const char* kind, const PoolingShape& shape, std::uint64_t batch) {
  return {{"type", type},
          {"kind", kind},
          {"batch", std::to_string(batch)},
          {"channels", std::to_string(shape.channels)},
          {"image", std::to_string(shape.image)},
          {"window", std::to_string(shape.window)},
          {"stride", std::to_string(shape.stride)}};
}

class PoolingProblem final : public OperationProblem {
 public:
  PoolingProblem(const PoolingCase& of, std::uint64_t seed) : of_(of), seed_(seed) {}

  std::vector<TensorShape> inputs() const override { return {{of_.type, of_.shape.x_count()}}; }
  std::vector<TensorShape> outputs() const override { return {{of_.type, of_.shape.y_count()}}; }

  /// A mean is rounded where its window's count is no power of two.
  bool has_exact_inputs() const override { return of_.kind == Pooling::max; }

  std::vector<std::vector<float>> make_inputs(Family family, int threads) const override {
    std::vector<float> x(of_.shape.x_count());
    fill_inputs<float>(x, family, seed_, 0, 0, threads);
    round_values(of_.type, x, threads);
    return {std::move(x)};
  }

  Verdict judge(Family family, std::span<const std::vector<float>> outputs, int threads) const override {
    const auto inputs = make_inputs(family, threads);
    return check_pooling(of_.kind, of_.shape, inputs[0], outputs[0], {seed_, threads, format_of(of_.type)});
  }

 private:
  PoolingCase of_;
  std::uint64_t seed_;
};

class PoolingBenchmark final : public OperationBenchmark<PoolingCase> {
 public:
  explicit PoolingBenchmark(OperationLibrary<PoolingCase> library)
      : OperationBenchmark(
            std::move(library),
            {.name = "libraries/pooling",
             .backend = {},
             .operation = "y[n,p,q,c] = max or mean over r, s of x[n,p+r,q+s,c], NHWC, pad (window - 1) / 2 "
                          "that counts for nothing, none where the window is the image, forward",
             .check = "whole pixels against float64, max exactly, the mean eta <= 1, phi max(4, window), S = "
                      "mean |x|; of max also with family E; then once more, bit for bit",
             .axes = {}},
            {{.name = "kind", .meaning = "What is taken of a window.", .choices = {"max", "average"}},
             count_axis("batch", "Images.", 4096),
             count_axis("channels", "Channels of an image.", 65536),
             count_axis("image", "Height and width of x.", 4096),
             count_axis("window", "Height and width of a window.", 4096),
             count_axis("stride", "Steps in x from one element of y to the next.", 4096)}) {}

  std::vector<Axes> points(Profile profile, const Machine&) const override {
    const char* const type = types().front();
    const std::uint64_t batch = on_host() ? 4 : 64;
    if (profile == Profile::quick) return {point(type, "max", kFirst, batch)};
    if (profile == Profile::standard) {
      return {point(type, "max", kFirst, batch), point(type, "average", kGlobal, batch),
              point(types()[1], "max", kFirst, batch)};
    }
    std::vector<Axes> points;
    for (const char* of : types()) {
      for (const char* kind : {"max", "average"}) {
        for (const PoolingShape& shape : {kFirst, kGlobal}) points.push_back(point(of, kind, shape, batch));
      }
    }
    return points;
  }

 private:
  PoolingCase case_of(const Axes& axes) const override {
    const auto count = [&](const char* name) { return static_cast<std::uint64_t>(axes.integer(name)); };
    const std::uint64_t image = count("image"), window = count("window");
    return {parse_element_type(axes.text("type")),
            axes.text("kind") == "max" ? Pooling::max : Pooling::average,
            {count("batch"), count("channels"), image, window, count("stride"),
             window == image ? 0 : (window - 1) / 2}};
  }
  std::unique_ptr<OperationProblem> make_problem(const PoolingCase& of, std::uint64_t seed) const override {
    return std::make_unique<PoolingProblem>(of, seed);
  }
  std::optional<std::string> impossible(const PoolingCase& of) const override {
    if (of.shape.window > of.shape.image) return "the window is larger than the image";
    return std::nullopt;
  }
};

}  // namespace

std::unique_ptr<Benchmark> make_pooling_benchmark(OperationLibrary<PoolingCase> library) {
  return std::make_unique<PoolingBenchmark>(std::move(library));
}

}  // namespace gpubench
