#include "bench/native/round_trip.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "bench/numerics/digest.hpp"
#include "bench/numerics/inputs.hpp"

namespace gpubench {
namespace {

constexpr std::size_t kRow = 1024;
constexpr int kPairs = 64;
/// With scale -1 a pair adds second - first: exact in any order of rounding, and no two pairs cancel.
constexpr float kScale = -1, kFirst = 1, kSecond = 3;
constexpr float kAdded = kPairs * (kSecond - kFirst);

class RoundTripTrial final : public Trial {
 public:
  RoundTripTrial(std::unique_ptr<RoundTripPath> path, Context& context)
      : path_(std::move(path)), seed_(context.seed), threads_(context.backend.threads()) {}

  void reset() override {
    fill_inputs(path_->inputs(), Family::exact, seed_, 0);
    poison(path_->outputs());
  }

  void enqueue(Stream& stream) override {
    path_->run(stream, {nullptr, nullptr, 0, kPairs, kScale, kFirst, kSecond, threads_});
  }

  Verdict verify(std::uint64_t) override {
    const std::span<const float> x = path_->inputs(), y = path_->outputs();
    Verdict verdict;
    verdict.family = std::string("E");  // Assigning the literal trips GCC 12's -Wrestrict (PR 105651).
    verdict.checked = verdict.total = y.size();
    verdict.correctness = Correctness::identical;
    for (std::size_t i = 0; i < y.size(); ++i) {
      if (y[i] == x[i] + kAdded) continue;
      verdict.correctness = Correctness::wrong;
      verdict.worst_index = i;
      verdict.detail = fmt::format("element {} is {}, not {}", i, y[i], x[i] + kAdded);
      return verdict;
    }
    verdict.digest = digest_of(y, 0, 1);
    return verdict;
  }

  /// Its end is the host having the result.
  Timing timing() const override { return Timing::wall; }
  /// The output first.
  std::vector<std::span<std::byte>> footprint() override {
    return {std::as_writable_bytes(path_->outputs()), std::as_writable_bytes(path_->inputs())};
  }
  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"threads", std::to_string(threads_)}};
  }

 private:
  std::unique_ptr<RoundTripPath> path_;
  std::uint64_t seed_;
  int threads_;
};

std::uint64_t elements(const Axes& axes) {
  return static_cast<std::uint64_t>(axes.integer("rows")) * kRow;
}

class RoundTrip final : public Benchmark {
 public:
  explicit RoundTrip(const RoundTripKernels& kernels) : kernels_(kernels) {
    description_.name = "transfer/round_trip";
    description_.backend = kernels.backend;
    description_.operation =
        "y[i] = 64 times (x = -x + 1; x = -x + 3) of x[i], rows of 1024 f32 that begin and end in the host's "
        "memory; on a device copied there and back; latency a row";
    description_.check = "y[i] = x[i] + 128 for each element, exactly: inputs are integers -3..3";
    description_.metric = Metric::latency;
    description_.axes = {{.name = "rows",
                          .meaning = "Handed over together.",
                          .kind = AxisDefinition::Kind::integer,
                          .choices = {},
                          .integer_max = 1 << 20}};
  }

  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine&) const override {
    if (profile == Profile::quick) return {{{"rows", "64"}}};
    if (profile == Profile::standard) return {{{"rows", "1"}}, {{"rows", "64"}}, {{"rows", "4096"}}};
    std::vector<Axes> points;
    for (int rows = 1; rows <= 65536; rows *= 2) points.push_back({{"rows", std::to_string(rows)}});
    return points;
  }

  /// 4 bytes read and 4 written of the host's memory, 4 * 64 flop an element.
  Work work(const Axes& axes, const Machine&) const override {
    Work work;
    work.read = work.written = Bytes{elements(axes) * sizeof(float)};
    work.flop.count = 4.0 * kPairs * static_cast<double>(elements(axes));
    work.operations = static_cast<double>(axes.integer("rows"));
    return work;
  }
  Bytes memory_needed(const Axes& axes, const Machine&) const override {
    return Bytes{2 * elements(axes) * sizeof(float)};
  }
  Seconds nominal_time(const Axes& axes, const Machine&) const override {
    return Seconds(kernels_.seconds_start +
                   kernels_.seconds_per_row * static_cast<double>(axes.integer("rows")));
  }
  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    return std::make_unique<RoundTripTrial>(kernels_.make_path(context.backend, elements(axes)), context);
  }

 private:
  RoundTripKernels kernels_;
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> round_trip_benchmark(const RoundTripKernels& kernels) {
  return std::make_unique<RoundTrip>(kernels);
}

}  // namespace gpubench
