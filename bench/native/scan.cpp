#include "bench/native/scan.hpp"

#include <algorithm>

#include "bench/native/array_inputs.hpp"
#include "bench/native/array_sizes.hpp"
#include "bench/native/exact_output.hpp"
#include "bench/native/nominal_time.hpp"
#include "bench/native/periodic_inputs.hpp"
#include "bench/numerics/scan_reference.hpp"
#include "bench/numerics/sum_reference.hpp"

namespace gpubench {
namespace {

constexpr std::uint32_t kTensorScanned = 0;
constexpr std::size_t kScannedSize = 4;  // Bytes, of either type.

/// Half of the working set is read, half written.
std::size_t scanned_count(const Axes& axes) {
  return axes.size("working_set").count / (2 * kScannedSize);
}

template <class T>
class ScanTrial final : public Trial {
 public:
  using Arguments = kernels::ScanArguments<T>;
  using Kernel = void (*)(Stream&, const Arguments&);

  ScanTrial(Kernel kernel, std::size_t count, Context& context)
      : kernel_(kernel),
        seed_(context.seed),
        checking_threads_(checking_threads(context.backend)),
        in_(context.backend, count),
        out_(context.backend, count),
        states_(context.backend, kernels::scan_states(count)),
        arguments_{in_.data(),     out_.data(),    count,
                   states_.data(), states_.size(), context.backend.threads()} {}

  void reset() override {
    upload_pieces(in_, [&](std::span<T> values, std::uint64_t first) {
      fill_terms(values, Family::exact, seed_, kTensorScanned, first, checking_threads_);
    });
    upload_poison(out_);
  }

  void enqueue(Stream& stream) override { kernel_(stream, arguments_); }

  Verdict verify(std::uint64_t) override {
    ScanJudge<T> judge(seed_, kTensorScanned, checking_threads_);
    std::vector<T> piece(std::min<std::size_t>(out_.size(), 1 << 20));
    for (std::size_t first = 0; first < out_.size(); first += piece.size()) {
      const std::span values(piece.data(), std::min(piece.size(), out_.size() - first));
      out_.download(values, first);
      judge.take(values);
    }
    return judge.verdict();
  }

  /// The output first.
  std::vector<std::span<std::byte>> footprint() override {
    return {out_.extent(), in_.extent(), states_.extent()};
  }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"threads", std::to_string(arguments_.threads)}};
  }

 private:
  Kernel kernel_;
  std::uint64_t seed_;
  int checking_threads_;
  Array<T> in_, out_;
  Array<unsigned long long> states_;
  Arguments arguments_;
};

class Scan final : public Benchmark {
 public:
  explicit Scan(const ScanKernels& kernels) : kernels_(kernels) {
    description_.name = "compute/scan";
    description_.backend = kernels.backend;
    description_.operation = "out[i] = in[0] + ... + in[i]";
    description_.check = "every element exactly: sums of integers -3..3 without 0";
    description_.metric = Metric::bandwidth;
    description_.axes = {{.name = "type", .meaning = "Type of the elements.", .choices = {"s32", "f32"}},
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
    if (profile == Profile::standard) return {point("s32", sizes.large), point("f32", sizes.large)};
    std::vector<Axes> points;
    for (const char* type : {"s32", "f32"}) {
      for (const Bytes size : sizes.sweep) points.push_back(point(type, size));
    }
    return points;
  }

  Work work(const Axes& axes, const Machine&) const override {
    const std::size_t count = scanned_count(axes);
    Work work;
    work.read = work.written = Bytes{count * kScannedSize};
    work.flop.count = static_cast<double>(count - 1);
    return work;
  }

  Bytes memory_needed(const Axes& axes, const Machine&) const override {
    const std::size_t states = kernels::scan_states(scanned_count(axes));
    return axes.size("working_set") + Bytes{states * sizeof(unsigned long long)};
  }

  Seconds nominal_time(const Axes& axes, const Machine& machine) const override {
    return on_host() ? Benchmark::nominal_time(axes, machine) : nominal_device_time(work(axes, machine));
  }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    const std::size_t count = scanned_count(axes);
    if (axes.text("type") == "f32") return std::make_unique<ScanTrial<float>>(kernels_.f32, count, context);
    return std::make_unique<ScanTrial<std::int32_t>>(kernels_.s32, count, context);
  }

 private:
  bool on_host() const { return kernels_.backend == "host"; }

  ScanKernels kernels_;
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> scan_benchmark(const ScanKernels& kernels) {
  return std::make_unique<Scan>(kernels);
}

}  // namespace gpubench
