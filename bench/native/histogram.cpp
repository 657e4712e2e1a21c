#include "bench/native/histogram.hpp"

#include <algorithm>
#include <vector>

#include "bench/native/array_inputs.hpp"
#include "bench/native/array_sizes.hpp"
#include "bench/native/exact_output.hpp"
#include "bench/native/nominal_time.hpp"
#include "bench/native/periodic_inputs.hpp"

namespace gpubench {
namespace {

constexpr std::uint32_t kTensorValues = 0;

/// values[i] = the low bits of Philox word first + i; in skewed ones 0 where the word's highest bit is set,
/// so that half of all additions meet in one bin.
template <class T>
void fill_values(std::span<T> values, bool skewed, std::uint64_t seed, std::uint64_t first, int threads) {
  std::vector<std::uint32_t> words(values.size());
  fill_words(words, seed, kTensorValues, first, threads);
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = skewed && words[i] >> 31 != 0 ? T{0} : static_cast<T>(words[i]);
  }
}

bool is_small(const Axes& axes) {
  return axes.text("bins") == "256";
}

std::size_t value_size(const Axes& axes) {
  return is_small(axes) ? 1 : 2;
}

template <class T>
class HistogramTrial final : public Trial {
 public:
  using Arguments = kernels::HistogramArguments<T>;
  using Kernel = void (*)(Stream&, const Arguments&);

  HistogramTrial(Kernel kernel, const Axes& axes, Context& context)
      : kernel_(kernel),
        skewed_(axes.text("values") == "skewed"),
        seed_(context.seed),
        checking_threads_(checking_threads(context.backend)),
        values_(context.backend, axes.size("working_set").count / sizeof(T)),
        bins_(context.backend, kernels::kHistogramBins<T>),
        arguments_{values_.data(), values_.size(), bins_.data(), context.backend.threads()} {}

  void reset() override {
    const bool counting = expected_.empty();
    if (counting) expected_.resize(kernels::kHistogramBins<T>);
    upload_pieces(values_, [&](std::span<T> values, std::uint64_t first) {
      fill_values(values, skewed_, seed_, first, checking_threads_);
      if (!counting) return;
      for (const T value : values) ++expected_[value];
    });
    upload_poison(bins_);
  }

  void enqueue(Stream& stream) override { kernel_(stream, arguments_); }

  Verdict verify(std::uint64_t) override {
    return judge_exact(
        bins_, [&](std::uint64_t i) { return expected_[i]; }, checking_threads_);
  }

  /// The output first.
  std::vector<std::span<std::byte>> footprint() override { return {bins_.extent(), values_.extent()}; }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"threads", std::to_string(arguments_.threads)}};
  }

 private:
  Kernel kernel_;
  bool skewed_;
  std::uint64_t seed_;
  int checking_threads_;
  Array<T> values_;
  Array<std::int32_t> bins_;
  Arguments arguments_;
  std::vector<std::int32_t> expected_;  ///< Counted while the values are first made.
};

class Histogram final : public Benchmark {
 public:
  explicit Histogram(const HistogramKernels& kernels) : kernels_(kernels) {
    description_.name = "compute/histogram";
    description_.backend = kernels.backend;
    description_.operation = "bins[v] = how many of x[n] are v";
    description_.check = "every bin exactly";
    description_.metric = Metric::bandwidth;
    description_.axes = {{.name = "bins",
                          .meaning = "256 of 8-bit values or 65536 of 16-bit ones.",
                          .choices = {"256", "65536"}},
                         {.name = "values",
                          .meaning = "even: all equally likely; skewed: half of them are 0.",
                          .choices = {"even", "skewed"}},
                         {.name = "working_set",
                          .meaning = "All data together, over all threads.",
                          .kind = AxisDefinition::Kind::size,
                          .choices = {},
                          .size_min = 4_KiB,
                          .size_max = 2_GiB}};  // Bins count to 2^31.
  }

  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine& machine) const override {
    const ArraySizes sizes = array_sizes(on_host(), machine);
    const auto point = [](const char* bins, const char* values, Bytes size) {
      return Axes{{"bins", bins}, {"values", values}, {"working_set", format_size(size)}};
    };
    // A host counts a value at a time: what a device does in a millisecond takes it a hundred.
    const Bytes usual = on_host() ? std::min(sizes.usual, 16_MiB) : sizes.usual;
    if (profile == Profile::quick) return {point("256", "even", usual)};
    if (profile == Profile::standard) {
      return {point("256", "even", usual), point("256", "skewed", usual), point("65536", "even", usual)};
    }
    std::vector<Axes> points;
    for (const char* bins : {"256", "65536"}) {
      for (const char* values : {"even", "skewed"}) {
        points.push_back(point(bins, values, usual));
        if (sizes.large > usual) points.push_back(point(bins, values, sizes.large));
      }
    }
    return points;
  }

  Work work(const Axes& axes, const Machine&) const override {
    const std::size_t element = value_size(axes);
    Work work;
    work.read = Bytes{axes.size("working_set").count / element * element};
    work.written = bins_size(axes);
    return work;
  }

  Bytes memory_needed(const Axes& axes, const Machine&) const override {
    return axes.size("working_set") + bins_size(axes);
  }

  Seconds nominal_time(const Axes& axes, const Machine& machine) const override {
    return on_host() ? Benchmark::nominal_time(axes, machine) : nominal_device_time(work(axes, machine));
  }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    if (is_small(axes)) {
      return std::make_unique<HistogramTrial<std::uint8_t>>(kernels_.u8, axes, context);
    }
    return std::make_unique<HistogramTrial<std::uint16_t>>(kernels_.u16, axes, context);
  }

 private:
  bool on_host() const { return kernels_.backend == "host"; }
  static Bytes bins_size(const Axes& axes) {
    return Bytes{(is_small(axes) ? 256 : 65536) * sizeof(std::int32_t)};
  }

  HistogramKernels kernels_;
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> histogram_benchmark(const HistogramKernels& kernels) {
  return std::make_unique<Histogram>(kernels);
}

}  // namespace gpubench
