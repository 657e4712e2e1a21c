#include "bench/dnn/convolution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "bench/dnn/trial.hpp"

namespace gpubench {
namespace {

constexpr std::array<const char*, 4> kTypes = {"f32", "tf32", "f16", "bf16"};
constexpr std::array<const char*, 3> kPasses = {"forward", "backward_data", "backward_filter"};
constexpr std::int64_t kConvolutionSideMax = 4096;

// Layers of ResNet-50 on images of 224: channels, size, filters, kernel, stride. Source: He, Zhang, Ren, Sun:
// Deep Residual Learning for Image Recognition (CVPR 2016), table 1.
constexpr std::array<ConvolutionShape, 8> kResNet50Convolutions = {{{1, 64, 56, 64, 1, 1},
                                                                    {1, 64, 56, 64, 3, 1},
                                                                    {1, 64, 56, 256, 1, 1},
                                                                    {1, 128, 28, 128, 3, 1},
                                                                    {1, 256, 14, 256, 3, 1},
                                                                    {1, 512, 28, 1024, 1, 2},
                                                                    {1, 512, 7, 512, 3, 1},
                                                                    {1, 2048, 7, 512, 1, 1}}};
constexpr const ConvolutionShape& kMiddle = kResNet50Convolutions[3];

template <std::size_t N>
std::size_t place_of(const std::array<const char*, N>& words, const std::string& word) {
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) throw std::invalid_argument(fmt::format("convolution: no '{}'", word));
  return static_cast<std::size_t>(found - words.begin());
}

ConvolutionType type_of(const Axes& axes) {
  return static_cast<ConvolutionType>(place_of(kTypes, axes.text("type")));
}

ConvolutionPass pass_of(const Axes& axes) {
  return static_cast<ConvolutionPass>(place_of(kPasses, axes.text("pass")));
}

ConvolutionShape convolution_shape(const Axes& axes) {
  const auto side = [&](const char* name) { return static_cast<std::uint64_t>(axes.integer(name)); };
  return {side("batch"), side("channels"), side("image"), side("filters"), side("kernel"), side("stride")};
}

Axes point(const std::string& type, ConvolutionPass pass, ConvolutionShape shape, std::uint64_t batch) {
  return {{"type", type},
          {"pass", kPasses[static_cast<std::size_t>(pass)]},
          {"batch", std::to_string(batch)},
          {"channels", std::to_string(shape.channels)},
          {"image", std::to_string(shape.size)},
          {"filters", std::to_string(shape.filters)},
          {"kernel", std::to_string(shape.kernel)},
          {"stride", std::to_string(shape.stride)}};
}

constexpr ConvolutionPass kAllPasses[] = {ConvolutionPass::forward, ConvolutionPass::backward_data,
                                          ConvolutionPass::backward_filter};

Description describe(const ConvolutionLibrary& library) {
  Description description;
  description.name = "libraries/convolution";
  description.backend = library.backend;
  description.operation =
      "y[n,p,q,k] = sum_rsc x[n,p+r,q+s,c] w[k,r,s,c], NHWC, pad (kernel-1)/2, or dx or dw, " + library.api;
  description.check =
      "timed with family R: up to 4096 elements, eta <= 1, phi max(4, sqrt K), x16 for Winograd and FFT; "
      "then, but "
      "for those, family E: every element, exactly";
  description.metric = Metric::flop_rate;
  description.axes = {{.name = "type",
                       .meaning = "Type of the elements.",
                       .choices = {library.types.begin(), library.types.end()}},
                      {.name = "pass",
                       .meaning = "What is computed: y, dx or dw.",
                       .choices = {kPasses.begin(), kPasses.end()}},
                      count_axis("batch", "Images.", kConvolutionSideMax),
                      count_axis("channels", "Channels of x.", kConvolutionSideMax),
                      count_axis("image", "Height and width of x.", kConvolutionSideMax),
                      count_axis("filters", "Channels of y.", kConvolutionSideMax),
                      count_axis("kernel", "Height and width of a filter; odd.", 31),
                      count_axis("stride", "Steps in x from one element of y to the next.", 4)};
  return description;
}

class ConvolutionBenchmark final : public Benchmark {
 public:
  explicit ConvolutionBenchmark(ConvolutionLibrary library)
      : library_(std::move(library)), description_(describe(library_)) {}

  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine&) const override {
    const std::string usual = library_.types.back();
    if (profile == Profile::quick) return {point(usual, ConvolutionPass::forward, kMiddle, host() ? 1 : 8)};
    const std::uint64_t batch = host() ? 4 : 32;
    std::vector<Axes> points;
    if (profile == Profile::standard) {
      for (const ConvolutionPass pass : kAllPasses) points.push_back(point(usual, pass, kMiddle, batch));
      return points;
    }
    for (const char* type : library_.types) {
      for (const ConvolutionPass pass : kAllPasses) {
        for (const ConvolutionShape& shape : kResNet50Convolutions)
          points.push_back(point(type, pass, shape, batch));
      }
    }
    return points;
  }

  /// Counts: reads both inputs once, writes the output once; 2 N P Q K C R S flop in each pass.
  Work work(const Axes& axes, const Machine&) const override {
    const ConvolutionShape shape = convolution_shape(axes);
    const std::uint64_t element = type_of(axes) <= ConvolutionType::tf32 ? 4 : 2;
    const std::uint64_t output = shape.output_count(pass_of(axes));
    Work work;
    work.read = {element * (shape.x_count() + shape.w_count() + shape.y_count() - output)};
    work.written = {element * output};
    work.flop = {shape.flop()};
    return work;
  }

  /// On the host also the copies that checking makes, in doubles.
  Bytes memory_needed(const Axes& axes, const Machine& machine) const override {
    const Work done = work(axes, machine);
    return (host() ? 6 : 1) * (done.read + done.written) + library_.workspace;
  }

  /// Of a device round figures of a current one in a data centre: 3 TB/s, 200 Tflop/s, 5 us a launch.
  Seconds nominal_time(const Axes& axes, const Machine& machine) const override {
    if (host()) return Benchmark::nominal_time(axes, machine);
    const Work done = work(axes, machine);
    const double memory = static_cast<double>((done.read + done.written).count) / 3e12;
    return Seconds(std::max({memory, done.flop.count / 200e12, 5e-6}));
  }

  std::optional<std::string> obstacle(const Axes& axes, const Machine&) const override {
    const ConvolutionShape shape = convolution_shape(axes);
    if (shape.kernel % 2 == 0) return "kernel must be odd";
    if (shape.size + 2 * shape.pad() < shape.kernel) return "the kernel is larger than the padded image";
    if (9 * shape.terms(pass_of(axes)) >= 1 << 24)
      return "sums of more than 2^24 / 9 products are not exact in f32";
    return std::nullopt;
  }

  std::string ceiling(const Axes& axes) const override { return "flop/s " + axes.text("type"); }
  CeilingRole ceiling_role(const Axes&) const override { return CeilingRole::uses; }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    const ConvolutionCase of{type_of(axes), pass_of(axes), convolution_shape(axes)};
    return make_convolution_trial(of, library_.make_product(of.type, of.pass, of.shape, context), context);
  }

 private:
  bool host() const { return library_.backend == "host"; }

  ConvolutionLibrary library_;
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> make_convolution_benchmark(ConvolutionLibrary library) {
  return std::make_unique<ConvolutionBenchmark>(std::move(library));
}

}  // namespace gpubench
