#include "bench/native/stream_trial.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "bench/native/periodic_inputs.hpp"
#include "bench/numerics/digest.hpp"

namespace gpubench {
namespace {

using StreamInputs = PeriodicInputs<double>;
constexpr std::size_t kPeriod = StreamInputs::kPeriod;
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kPartsPerMultiprocessor = 8;  // Blocks of 256 threads: as many as it holds.

template <class T>
class DeviceStreamTrial final : public Trial {
 public:
  DeviceStreamTrial(const TypedStreamKernels<T>& kernels, const StreamRow& row, std::size_t count,
                    Context& context)
      : kernels_(kernels),
        row_(row),
        a_inputs_(Family::exact, context.seed, 0),
        b_inputs_(Family::exact, context.seed, 1),
        c_inputs_(Family::exact, context.seed, 2),
        data_(kernels.pattern, context.backend, kPeriod) {
    const int inputs = row.operation == kernels::StreamOperation::nstream ? row.reads - 1 : row.reads;
    if (row.writes > 0) a_ = Array<T>(context.backend, count);
    if (inputs > 0) b_ = Array<T>(context.backend, count);
    if (inputs > 1) c_ = Array<T>(context.backend, count);
    const auto multiprocessors = static_cast<std::size_t>(std::max(context.machine.threads, 1));
    if (row.sums()) sums_ = Array<double>(context.backend, kPartsPerMultiprocessor * multiprocessors);
    arguments_ = {row.operation,
                  a_.data(),
                  b_.data(),
                  c_.data(),
                  static_cast<T>(kStreamScalar),
                  count,
                  sums_.data(),
                  sums_.size(),
                  context.backend.threads()};
  }

  void reset() override {
    const bool accumulates = row_.operation == kernels::StreamOperation::nstream;
    const auto fill = [&](const Array<T>& array, auto value) {
      if (array.size() > 0) data_.fill(array, period(value));
    };
    fill(a_, [&](std::size_t j) { return accumulates ? a_inputs_[j] : kNan; });
    fill(b_, [&](std::size_t j) { return b_inputs_[j]; });
    fill(c_, [&](std::size_t j) { return c_inputs_[j]; });
    if (sums_.size() > 0) upload_poison(sums_);
  }

  void enqueue(Stream& stream) override { kernels_.pass(stream, arguments_); }

  Verdict verify(std::uint64_t applications) override {
    if (row_.sums()) return judge_sums();
    const bool accumulates = row_.operation == kernels::StreamOperation::nstream;
    const double passes = accumulates ? static_cast<double>(applications) : 1;
    const auto expected = [&](std::size_t j) {
      const double a = accumulates ? a_inputs_[j] : 0;
      return a + passes * stream_term(row_.operation, 0, b_inputs_[j], c_inputs_[j]);
    };
    return data_.judge(a_, period(expected));
  }

  std::uint64_t applications_max() const override {
    if (row_.operation != kernels::StreamOperation::nstream) return Trial::applications_max();
    constexpr double step = 3 + kStreamScalar * 3;  // The most one pass adds.
    return static_cast<std::uint64_t>((std::ldexp(1.0, std::numeric_limits<T>::digits) - 3) / step);
  }

  /// The output first.
  std::vector<std::span<std::byte>> footprint() override {
    std::vector<std::span<std::byte>> memory;
    if (row_.sums()) memory.push_back(sums_.extent());
    for (const Array<T>* array : {&a_, &b_, &c_}) {
      if (array->size() > 0) memory.push_back(array->extent());
    }
    return memory;
  }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"tile", std::to_string(kernels::kStreamTileBytes) + "B"}, {"loads", "16B"}};
  }

 private:
  template <class Value>
  static std::vector<T> period(Value value) {
    std::vector<T> values(kPeriod);
    for (std::size_t j = 0; j < kPeriod; ++j) values[j] = static_cast<T>(value(j));
    return values;
  }

  /// Each part's sum must be that of its tiles, so that no two errors make up for each other.
  Verdict judge_sums() const {
    const std::vector<double> sums = sums_.download();
    constexpr std::size_t tile = kernels::kStreamTileBytes / sizeof(T);
    const std::vector<double> before = prefix_sums();
    const auto sum_before = [&](std::size_t i) {
      return before[kPeriod] * static_cast<double>(i / kPeriod) + before[i % kPeriod];
    };
    Verdict verdict;
    verdict.family = std::string("E");  // Assigning the literal trips GCC 12's -Wrestrict (PR 105651).
    verdict.correctness = Correctness::identical;
    verdict.checked = verdict.total = sums.size();
    verdict.digest = digest_of(std::span(sums));
    for (std::size_t part = 0; part < sums.size(); ++part) {
      double expected = 0;
      for (std::size_t first = part * tile; first < arguments_.count; first += sums.size() * tile) {
        expected += sum_before(std::min(first + tile, arguments_.count)) - sum_before(first);
      }
      if (sums[part] == expected) continue;
      verdict.correctness = Correctness::wrong;
      verdict.worst_index = part;
      verdict.detail = fmt::format("the sum of part {} is {}, not {}", part, sums[part], expected);
      break;
    }
    return verdict;
  }

  /// Of the first 0 .. period terms.
  std::vector<double> prefix_sums() const {
    std::vector<double> sums(kPeriod + 1);
    for (std::size_t j = 0; j < kPeriod; ++j) {
      sums[j + 1] = sums[j] + stream_term(row_.operation, 0, b_inputs_[j], c_inputs_[j]);
    }
    return sums;
  }

  TypedStreamKernels<T> kernels_;
  StreamRow row_;
  StreamInputs a_inputs_, b_inputs_, c_inputs_;
  PatternData<T> data_;
  Array<T> a_, b_, c_;
  Array<double> sums_;
  kernels::StreamPassArguments<T> arguments_{};
};

}  // namespace

std::unique_ptr<Trial> make_device_stream_trial(const StreamKernels& kernels, const StreamRow& row,
                                                const Axes& axes, Context& context) {
  const std::size_t count = stream_count(row, axes);
  if (axes.text("type") == "f32") {
    return std::make_unique<DeviceStreamTrial<float>>(kernels.f32, row, count, context);
  }
  return std::make_unique<DeviceStreamTrial<double>>(kernels.f64, row, count, context);
}

}  // namespace gpubench
