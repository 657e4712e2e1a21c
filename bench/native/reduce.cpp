#include "bench/native/reduce.hpp"

#include <optional>
#include <utility>

#include "bench/api/communicator.hpp"
#include "bench/native/array_inputs.hpp"
#include "bench/native/array_sizes.hpp"
#include "bench/native/exact_output.hpp"
#include "bench/native/nominal_time.hpp"
#include "bench/native/periodic_inputs.hpp"
#include "bench/numerics/digest.hpp"
#include "bench/numerics/sum_reference.hpp"

namespace gpubench {
namespace {

constexpr std::uint32_t kTensorTerms = 0;

std::size_t term_count(const Axes& axes) {
  return axes.size("working_set").count / element_size(axes);
}

template <class T>
class ReduceTrial final : public Trial {
 public:
  using Arguments = kernels::ReduceArguments<T>;
  using Kernel = void (*)(Stream&, const Arguments&);

  ReduceTrial(Kernel kernel, std::size_t count, Context& context)
      : kernel_(kernel),
        seed_(context.seed),
        threads_(checking_threads(context.backend)),
        own_stream_(context.backend.make_stream()),
        x_(context.backend, count),
        partials_(context.backend, kernels::kReducePartials),
        sum_(context.backend, 1),
        arguments_{x_.data(), count, partials_.data(), sum_.data(), context.backend.threads()} {}

  void reset() override {
    fill(Family::rounded);
    upload_poison(partials_);
    upload_poison(sum_);
  }

  void enqueue(Stream& stream) override { kernel_(stream, arguments_); }

  Verdict verify(std::uint64_t) override {
    if (!reference_) reference_ = sum_terms<T>(x_.size(), Family::rounded, seed_, kTensorTerms, threads_);
    Verdict verdict = check_sum_rounded(*reference_, sum_.download().front());
    if (verdict.correctness == Correctness::wrong) return verdict;
    fill(Family::exact);
    apply();
    const SumReference integers = sum_terms<T>(x_.size(), Family::exact, seed_, kTensorTerms, threads_);
    const Verdict exact = check_sum_exact(integers, sum_.download().front());
    fill(Family::rounded);
    apply();
    const std::vector<T> again = sum_.download();
    if (digest_of(std::span<const T>(again)) != verdict.digest) verdict.correctness = Correctness::bounded;
    if (exact.correctness == Correctness::identical) return verdict;
    verdict.correctness = Correctness::wrong;
    verdict.detail = exact.detail;
    return verdict;
  }

  /// The output first.
  std::vector<std::span<std::byte>> footprint() override {
    return {sum_.extent(), partials_.extent(), x_.extent()};
  }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"threads", std::to_string(arguments_.threads)},
            {"partials", std::to_string(kernels::kReducePartials)}};
  }

 private:
  void fill(Family family) {
    upload_pieces(x_, [&](std::span<T> values, std::uint64_t first) {
      fill_terms(values, family, seed_, kTensorTerms, first, threads_);
    });
  }

  void apply() {
    enqueue(*own_stream_);
    own_stream_->synchronize();
  }

  Kernel kernel_;
  std::uint64_t seed_;
  int threads_;
  std::unique_ptr<Stream> own_stream_;
  Array<T> x_, partials_, sum_;
  Arguments arguments_;
  std::optional<SumReference> reference_;  ///< Of family R; made once.
};

class Reduce final : public Benchmark {
 public:
  explicit Reduce(const ReduceKernels& kernels) : kernels_(kernels) {
    description_.name = "compute/reduce";
    description_.backend = kernels.backend;
    description_.operation = "sum of x[n], in two passes of fixed order";
    description_.check =
        "timed with family R: eta <= 1, phi max(4, sqrt n); then family E without zeros, exactly";
    description_.metric = Metric::bandwidth;
    description_.axes = {{.name = "type", .meaning = "Type of the elements.", .choices = {"f64", "f32"}},
                         {.name = "working_set",
                          .meaning = "All data together, over all threads.",
                          .kind = AxisDefinition::Kind::size,
                          .choices = {},
                          .size_min = 4_KiB}};
  }

  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine& machine) const override {
    const ArraySizes sizes = array_sizes(on_host(), machine);
    const auto point = [](const char* type, Bytes size) {
      return Axes{{"type", type}, {"working_set", format_size(size)}};
    };
    if (profile == Profile::quick) return {point("f32", sizes.usual)};
    if (profile == Profile::standard) return {point("f32", sizes.large), point("f64", sizes.large)};
    std::vector<Axes> points;
    for (const char* type : {"f32", "f64"}) {
      for (const Bytes size : sizes.sweep) points.push_back(point(type, size));
    }
    return points;
  }

  Work work(const Axes& axes, const Machine&) const override {
    Work work;
    work.read = Bytes{term_count(axes) * element_size(axes)};
    work.written = Bytes{element_size(axes)};
    work.flop.count = static_cast<double>(term_count(axes) - 1);
    return work;
  }

  Bytes memory_needed(const Axes& axes, const Machine&) const override {
    return axes.size("working_set") + Bytes{(kernels::kReducePartials + 1) * element_size(axes)};
  }

  Seconds nominal_time(const Axes& axes, const Machine& machine) const override {
    return on_host() ? Benchmark::nominal_time(axes, machine) : nominal_device_time(work(axes, machine));
  }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    const std::size_t count = term_count(axes);
    if (axes.text("type") == "f32") return std::make_unique<ReduceTrial<float>>(kernels_.f32, count, context);
    return std::make_unique<ReduceTrial<double>>(kernels_.f64, count, context);
  }

 private:
  bool on_host() const { return kernels_.backend == "host"; }

  ReduceKernels kernels_;
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> reduce_benchmark(const ReduceKernels& kernels) {
  return std::make_unique<Reduce>(kernels);
}

}  // namespace gpubench
