#include "bench/collectives/overlap_trial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <vector>

#include "bench/api/array.hpp"
#include "bench/collectives/agreement.hpp"
#include "bench/collectives/output_check.hpp"
#include "bench/collectives/rank_inputs.hpp"

namespace gpubench {
namespace {

/// On the host 4 KiB in and out, in any first-level cache: the arithmetic asks nothing of the memory that
/// messages pass through. On a device a value for each thread of one block a multiprocessor, beside which a
/// library's own blocks find room.
constexpr std::size_t kValuesOnHost = 1024, kValuesOfMultiprocessor = 256;
/// What one round adds to a value: x = -x + 1, x = -x + 3.
constexpr int kRoundAdds = 2;
/// So many add 2^23, which f32 counts exactly.
constexpr int kRoundsMax = 1 << 22;
/// Rounds whose time is taken to fit their number: 0.1 ms, much more than a launch or a reading of the clock.
constexpr int kRoundsTriedOnHost = 512, kRoundsTriedOnDevice = 1 << 14;
constexpr int kTriesMin = 5, kTriesMax = 32;
/// Of all the rounds that facts are made of, about.
constexpr double kRoundsSeconds = 0.3;

float start_value(std::size_t i) {
  return static_cast<float>(i % 7);
}

std::size_t values_on(const Backend& backend) {
  return backend.host_accessible() ? kValuesOnHost
                                   : kValuesOfMultiprocessor * static_cast<std::size_t>(backend.threads());
}

double median_of(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

class OverlapTrial final : public Trial {
 public:
  OverlapTrial(std::size_t count, OverlapCompute compute, Context& context)
      : ranks_(*context.communicator),
        compute_(compute),
        on_host_(context.backend.host_accessible()),
        inputs_(context.seed, Family::exact, ranks_.size()),
        send_(context.backend, count),
        recv_(context.backend, count),
        scratch_(context.backend, count),
        start_values_(context.backend, values_on(context.backend)),
        values_(context.backend, start_values_.size()),
        scratch_values_(context.backend, start_values_.size()),
        agreed_(context.backend, 6),
        stream_(context.backend.make_stream()),
        beside_(context.backend.make_stream()),
        agreement_(context.backend, ranks_) {}

  void reset() override {
    std::vector<float> input(send_.size());
    inputs_.fill(ranks_.rank(), 0, input);
    send_.upload(input);
    std::ranges::fill(input, std::numeric_limits<float>::quiet_NaN());
    recv_.upload(input);
    std::vector<float> values(start_values_.size());
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = start_value(i);
    start_values_.upload(values);
    poison(std::span(values));
    values_.upload(values);
    if (rounds_ == 0) rounds_ = fitted_rounds();
    applications_ = 0;
    ranks_.watch_operations();
  }

  void enqueue(Stream& stream) override {
    communicate_beside(stream, recv_, [&] { enqueue_compute(stream, values_, rounds_); });
    ++applications_;
  }

  Verdict verify(std::uint64_t applications) override {
    ranks_.stop_watching();
    OutputCheck<float> check(Family::exact);
    std::vector<float> received(std::min(kChunk, recv_.size()));
    for (std::size_t i = 0; i < recv_.size(); i += kChunk) {
      const std::span<float> part = std::span(received).first(std::min(kChunk, recv_.size() - i));
      recv_.download(part, i);
      check.compare(part, inputs_.reduced(Reduction::sum, i, part.size()), i);
    }
    Verdict verdict = check.verdict();
    verdict.replicated = true;
    judge_values(verdict);
    judge_claims(verdict, agreement_.gather({applications_, verdict.digest.value_or(Digest{})}), applications,
                 true);
    if (!times_) times_ = measured_times();
    return verdict;
  }

  /// Those of both streams, and the events that order them.
  std::uint64_t launches() const override { return 14; }

  std::vector<std::span<std::byte>> footprint() override { return {send_.extent(), recv_.extent()}; }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    auto facts = ranks_.facts();
    facts.emplace_back("compute_rounds", std::to_string(rounds_));
    if (!times_) return facts;
    facts.emplace_back("communication_us", fmt::format("{:.2f}", 1e6 * times_->communication));
    facts.emplace_back("compute_us", fmt::format("{:.2f}", 1e6 * times_->compute));
    facts.emplace_back("both_us", fmt::format("{:.2f}", 1e6 * times_->both));
    facts.emplace_back("overlap_percent", fmt::format("{:.1f}", overlap_percent(*times_)));
    return facts;
  }

 private:
  /// An all_reduce that is started when the stream comes here, and that it waits for after what is enqueued
  /// meanwhile. On a device it runs on a stream of its own.
  template <class Meanwhile>
  void communicate_beside(Stream& stream, const Array<float>& to, Meanwhile enqueue_meanwhile) {
    beside_->wait_for(stream);
    ranks_.post_all_reduce(send_.data(), to.data(), send_.size(), DataType::f32, Reduction::sum, *beside_);
    enqueue_meanwhile();
    ranks_.wait_all(*beside_);
    stream.wait_for(*beside_);
  }

  void enqueue_compute(Stream& stream, const Array<float>& to, int rounds) {
    compute_(stream, {start_values_.data(), to.data(), to.size(), rounds, -1, 1, 3, 1});
  }

  void judge_values(Verdict& verdict) const {
    const std::vector<float> values = values_.download();
    const auto added = static_cast<float>(kRoundAdds * rounds_);
    verdict.checked += values.size();
    verdict.total += values.size();
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i] == start_value(i) + added) continue;
      mark_wrong(verdict,
                 fmt::format("value {} computed is {}, must be {}", i, values[i], start_value(i) + added));
      return;
    }
  }

  /// The figures over all ranks, as the reduction has it. Collective.
  std::array<double, 3> agree(const std::array<double, 3>& own, Reduction reduction) {
    agreed_.upload(std::span<const double>(own));
    ranks_.all_reduce(agreed_.data(), agreed_.data() + 3, 3, DataType::f64, reduction, *stream_);
    stream_->synchronize();
    std::array<double, 3> all{};
    agreed_.download(std::span<double>(all), 3);
    return all;
  }

  /// By the stream's clock, from when all is enqueued. Ranks begin together but for what enqueuing takes.
  /// Collective.
  template <class Operation>
  double seconds_of(Operation enqueue_operation) {
    ranks_.barrier(*stream_);
    stream_->synchronize();
    stream_->hold();
    stream_->mark_start();
    enqueue_operation();
    stream_->mark_stop();
    stream_->release();
    return Seconds(stream_->elapsed().duration).count();
  }
  double seconds_of_communication() {
    return seconds_of([&] { communicate_beside(*stream_, scratch_, [] {}); });
  }
  double seconds_of_compute(int rounds) {
    return seconds_of([&] { enqueue_compute(*stream_, scratch_values_, rounds); });
  }

  /// So many rounds of the arithmetic that they take as long as the slowest rank's all_reduce; the same on
  /// every rank. Collective.
  int fitted_rounds() {
    const int tried = on_host_ ? kRoundsTriedOnHost : kRoundsTriedOnDevice;
    std::vector<double> communication, compute;
    for (int i = 0; i < kTriesMin; ++i) {
      communication.push_back(seconds_of_communication());
      compute.push_back(seconds_of_compute(tried));
    }
    const auto slowest = agree(
        {median_of(std::move(communication)), median_of(std::move(compute)) / tried, 0}, Reduction::max);
    // One of each and both together: four times as long as one.
    tries_ = static_cast<int>(std::clamp<double>(kRoundsSeconds / (4 * slowest[0]), kTriesMin, kTriesMax));
    return static_cast<int>(std::clamp<double>(slowest[0] / slowest[1], 1, kRoundsMax));
  }

  /// Interleaved, so that all three meet the same disturbances; the means over ranks. Collective.
  OverlapTimes measured_times() {
    std::vector<double> communication, compute_alone, both;
    for (int i = 0; i < tries_; ++i) {
      communication.push_back(seconds_of_communication());
      compute_alone.push_back(seconds_of_compute(rounds_));
      both.push_back(seconds_of([&] {
        communicate_beside(*stream_, scratch_, [&] { enqueue_compute(*stream_, scratch_values_, rounds_); });
      }));
    }
    const auto sums = agree({median_of(std::move(communication)), median_of(std::move(compute_alone)),
                             median_of(std::move(both))},
                            Reduction::sum);
    const double ranks = ranks_.size();
    return {sums[0] / ranks, sums[1] / ranks, sums[2] / ranks};
  }

  Communicator& ranks_;
  OverlapCompute compute_;
  bool on_host_;
  RankInputs<float> inputs_;
  Array<float> send_, recv_, scratch_;
  Array<float> start_values_, values_, scratch_values_;
  Array<double> agreed_;
  std::unique_ptr<Stream> stream_, beside_;
  Agreement agreement_;
  int rounds_ = 0;         ///< Of the arithmetic in one application; fitted once.
  int tries_ = kTriesMin;  ///< Rounds that facts are made of; the same on every rank.
  std::uint64_t applications_ = 0;
  std::optional<OverlapTimes> times_;
};

}  // namespace

std::unique_ptr<Trial> make_overlap_trial(std::size_t count, OverlapCompute compute, Context& context) {
  return std::make_unique<OverlapTrial>(count, compute, context);
}

}  // namespace gpubench
