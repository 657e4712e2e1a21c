#include <algorithm>
#include <cmath>
#include <limits>

#include "bench/host/array.hpp"
#include "bench/host/exact.hpp"
#include "bench/host/pattern.hpp"
#include "bench/memory/stream_row.hpp"
#include "kernels/host/part.hpp"

namespace gpubench {
namespace {

using kernels::StreamOperation;

template <class T>
class StreamTrial final : public Trial {
 public:
  StreamTrial(const StreamRow& row, const Axes& axes, Context& context)
      : row_(row),
        set_(kernels::best_instruction_set()),
        a_integers_(small_integers(context.seed, 0)),
        b_integers_(small_integers(context.seed, 1)),
        c_integers_(small_integers(context.seed, 2)) {
    const std::size_t count = stream_count(row, axes);
    const int inputs = row.operation == StreamOperation::nstream ? row.reads - 1 : row.reads;
    if (row.writes > 0) a_ = HostArray<T>(context.backend, count);
    if (inputs > 0) b_ = HostArray<T>(context.backend, count);
    if (inputs > 1) c_ = HostArray<T>(context.backend, count);
    const int threads = context.backend.threads();
    sums_.resize(static_cast<std::size_t>(threads) * kernels::kSumStride);
    const bool past = axes.has("stores") && axes.text("stores") == "nontemporal";
    arguments_ = {row.operation, past ? kernels::Stores::nontemporal : kernels::Stores::ordinary,
                  a_.data(),     b_.data(),
                  c_.data(),     static_cast<T>(kStreamScalar),
                  count,         stream_passes(axes),
                  threads,       sums_.data()};
  }

  void reset() override {
    const double poison = std::numeric_limits<double>::quiet_NaN();
    const bool accumulates = row_.operation == StreamOperation::nstream;
    if (a_.data() != nullptr) fill(a_, [&](std::size_t j) { return accumulates ? a_integers_[j] : poison; });
    if (b_.data() != nullptr) fill(b_, [&](std::size_t j) { return b_integers_[j]; });
    if (c_.data() != nullptr) fill(c_, [&](std::size_t j) { return c_integers_[j]; });
    std::fill(sums_.begin(), sums_.end(), poison);
  }

  void enqueue(Stream&) override { kernels::stream(set_, arguments_); }

  Verdict verify(std::uint64_t applications) override {
    if (row_.sums()) return judge_sums();
    const double passes = static_cast<double>(applications) * arguments_.passes;
    const Pattern<T> expected([&](std::size_t j) {
      const double a = a_integers_[j], b = b_integers_[j], c = c_integers_[j];
      return row_.operation == StreamOperation::nstream ? a + passes * (b + kStreamScalar * c)
                                                        : stream_term(row_.operation, a, b, c);
    });
    return judge_pattern(expected, a_.data(), a_.size(), arguments_.threads);
  }

  std::uint64_t applications_max() const override {
    if (row_.operation != StreamOperation::nstream) return Trial::applications_max();
    constexpr double step = 3 + kStreamScalar * 3;  // The most one pass adds.
    const double exact = std::ldexp(1.0, std::numeric_limits<T>::digits);
    return std::max<std::uint64_t>(1, static_cast<std::uint64_t>((exact - 3) / step / arguments_.passes));
  }

  /// The output first.
  std::vector<std::span<std::byte>> footprint() override {
    std::vector<std::span<std::byte>> memory;
    if (row_.sums()) memory.push_back(std::as_writable_bytes(std::span(sums_)));
    for (const HostArray<T>* array : {&a_, &b_, &c_}) {
      if (array->data() != nullptr) memory.push_back(array->bytes());
    }
    return memory;
  }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"threads", std::to_string(arguments_.threads)},
            {"instruction_set", kernels::to_string(set_)},
            {"passes", std::to_string(arguments_.passes)}};
  }

 private:
  template <class Value>
  void fill(HostArray<T>& array, Value value) {
    Pattern<T>([&](std::size_t j) {
      return static_cast<double>(value(j));
    }).fill(array.data(), array.size(), arguments_.threads);
  }

  /// Each thread's sum must be that of its part, so that no two errors make up for each other.
  Verdict judge_sums() const {
    double sum = 0;
    for (int t = 0; t < arguments_.threads; ++t) {
      const kernels::Part part = kernels::part_of(arguments_.count, 64 / sizeof(T), t, arguments_.threads);
      const double own = sums_[static_cast<std::size_t>(t) * kernels::kSumStride];
      const Verdict verdict =
          judge_value(expected_sum(part.end) - expected_sum(part.begin), own, "a thread's sum");
      if (verdict.correctness == Correctness::wrong) return verdict;
      sum += own;
    }
    return judge_value(expected_sum(arguments_.count), sum, "the sum");
  }

  /// Of the first elements: whole periods and the rest; exact below 2^53.
  double expected_sum(std::size_t count) const {
    const std::size_t rest = count % kPatternPeriod;
    double period = 0, tail = 0;
    for (std::size_t j = 0; j < kPatternPeriod; ++j) {
      const double term = stream_term(row_.operation, 0, b_integers_[j], c_integers_[j]);
      period += term;
      if (j < rest) tail += term;
    }
    return period * static_cast<double>(count / kPatternPeriod) + tail;
  }

  StreamRow row_;
  kernels::InstructionSet set_;
  std::vector<std::int32_t> a_integers_, b_integers_, c_integers_;
  HostArray<T> a_, b_, c_;
  std::vector<double> sums_;
  kernels::StreamArguments<T> arguments_{};
};

}  // namespace

int stream_passes(const Axes& axes) {
  constexpr Bytes enough = 4_MiB;  // 40 us at 100 GB/s; fork and join take about 1 us.
  const Bytes size = axes.size("working_set");
  if (axes.text("cache") == "cold" || size >= enough) return 1;
  return static_cast<int>(enough.count / size.count);
}

std::unique_ptr<Trial> make_stream_trial(const StreamRow& row, const Axes& axes, Context& context) {
  if (axes.text("type") == "f32") return std::make_unique<StreamTrial<float>>(row, axes, context);
  return std::make_unique<StreamTrial<double>>(row, axes, context);
}

}  // namespace gpubench
