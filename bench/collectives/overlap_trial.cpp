#include "bench/collectives/overlap_trial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>
#include <optional>
#include <vector>

#include "bench/api/array.hpp"
#include "bench/collectives/agreement.hpp"
#include "bench/collectives/known_compute.hpp"
#include "bench/collectives/output_check.hpp"
#include "bench/collectives/overlap.hpp"
#include "bench/collectives/rank_inputs.hpp"

namespace gpubench {
namespace {

using Clock = std::chrono::steady_clock;

/// 8 KiB, in any first-level cache: the arithmetic asks nothing of the memory that messages pass through.
constexpr std::size_t kValues = 1024;
constexpr int kTriesMin = 5, kTriesMax = 32;
/// Of all the rounds that facts are made of, about.
constexpr double kRoundsSeconds = 0.3;

double start_value(std::size_t i) {
  return static_cast<double>(i % 7);
}

template <class Operation>
double seconds_of(Operation operation) {
  const auto begin = Clock::now();
  operation();
  return Seconds(Clock::now() - begin).count();
}

double median_of(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

class OverlapTrial final : public Trial {
 public:
  OverlapTrial(std::size_t count, Context& context)
      : ranks_(*context.communicator),
        inputs_(context.seed, Family::exact, ranks_.size()),
        send_(context.backend, count),
        recv_(context.backend, count),
        scratch_(context.backend, count),
        agreed_(context.backend, 6),
        stream_(context.backend.make_stream()),
        agreement_(context.backend, ranks_),
        values_(kValues),
        other_values_(kValues) {}

  void reset() override {
    std::vector<float> input(send_.size());
    inputs_.fill(ranks_.rank(), 0, input);
    send_.upload(std::span<const float>(input));
    std::ranges::fill(input, std::numeric_limits<float>::quiet_NaN());
    recv_.upload(std::span<const float>(input));
    for (std::size_t i = 0; i < kValues; ++i) values_[i] = start_value(i);
    if (rounds_ == 0) rounds_ = fitted_rounds();
    applications_ = 0;
  }

  void enqueue(Stream& stream) override {
    start(recv_, stream);
    compute_rounds(values_, rounds_);
    ranks_.wait_all(stream);
    ++applications_;
  }

  Verdict verify(std::uint64_t applications) override {
    OutputCheck<float> check(Family::exact);
    std::vector<float> received(std::min(kChunk, recv_.size()));
    for (std::size_t i = 0; i < recv_.size(); i += kChunk) {
      const std::span<float> part = std::span(received).first(std::min(kChunk, recv_.size() - i));
      recv_.download(part, i);
      check.compare(part, inputs_.reduced(Reduction::sum, i, part.size()), i);
    }
    Verdict verdict = check.verdict();
    verdict.replicated = true;
    judge_values(verdict, applications);
    judge_claims(verdict, agreement_.gather({applications_, verdict.digest.value_or(Digest{})}), applications,
                 true);
    if (!times_) times_ = measured_times();
    return verdict;
  }

  /// Each value is within what a double counts exactly.
  std::uint64_t applications_max() const override {
    constexpr double exact = 0x1p52;
    return static_cast<std::uint64_t>(
        exact / (kRoundAdds * static_cast<double>(std::max<std::uint64_t>(1, rounds_))));
  }

  std::vector<std::span<std::byte>> footprint() override { return {send_.extent(), recv_.extent()}; }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    std::vector<std::pair<std::string, std::string>> facts = {{"communicator", ranks_.name()},
                                                              {"compute_rounds", std::to_string(rounds_)}};
    if (!times_) return facts;
    facts.emplace_back("communication_us", fmt::format("{:.2f}", 1e6 * times_->communication));
    facts.emplace_back("compute_us", fmt::format("{:.2f}", 1e6 * times_->compute));
    facts.emplace_back("both_us", fmt::format("{:.2f}", 1e6 * times_->both));
    facts.emplace_back("overlap_percent", fmt::format("{:.1f}", overlap_percent(*times_)));
    return facts;
  }

 private:
  void start(const Array<float>& to, Stream& stream) {
    ranks_.post_all_reduce(send_.data(), to.data(), send_.size(), DataType::f32, Reduction::sum, stream);
  }

  void communicate() {
    start(scratch_, *stream_);
    ranks_.wait_all(*stream_);
  }

  void judge_values(Verdict& verdict, std::uint64_t applications) const {
    const double added = kRoundAdds * static_cast<double>(rounds_ * applications);
    verdict.checked += kValues;
    verdict.total += kValues;
    for (std::size_t i = 0; i < kValues; ++i) {
      if (values_[i] == start_value(i) + added) continue;
      mark_wrong(verdict,
                 fmt::format("value {} computed is {}, must be {}", i, values_[i], start_value(i) + added));
      return;
    }
  }

  /// The figures over all ranks, as the reduction has it. Collective.
  std::array<double, 3> agree(const std::array<double, 3>& own, Reduction reduction) {
    agreed_.upload(std::span<const double>(own));
    ranks_.all_reduce(agreed_.data(), agreed_.data() + 3, 3, DataType::f64, reduction, *stream_);
    std::array<double, 3> all{};
    agreed_.download(std::span<double>(all), 3);
    return all;
  }

  /// So many rounds of the arithmetic that they take as long as the slowest rank's all_reduce; the same on
  /// every rank. Collective.
  std::uint64_t fitted_rounds() {
    constexpr std::uint64_t tried = 512;
    std::vector<double> communication, compute;
    for (int i = 0; i < kTriesMin; ++i) {
      ranks_.barrier(*stream_);
      communication.push_back(seconds_of([&] { communicate(); }));
      compute.push_back(seconds_of([&] { compute_rounds(other_values_, tried); }));
    }
    const auto slowest = agree(
        {median_of(std::move(communication)), median_of(std::move(compute)) / tried, 0}, Reduction::max);
    // A round is one of each and both together: four times as long as one.
    tries_ = static_cast<int>(std::clamp<double>(kRoundsSeconds / (4 * slowest[0]), kTriesMin, kTriesMax));
    return std::max<std::uint64_t>(1, static_cast<std::uint64_t>(slowest[0] / slowest[1]));
  }

  /// Interleaved, so that all three meet the same disturbances; the means over ranks. Collective.
  OverlapTimes measured_times() {
    std::vector<double> communication, compute, both;
    for (int i = 0; i < tries_; ++i) {
      ranks_.barrier(*stream_);
      communication.push_back(seconds_of([&] { communicate(); }));
      ranks_.barrier(*stream_);
      compute.push_back(seconds_of([&] { compute_rounds(other_values_, rounds_); }));
      ranks_.barrier(*stream_);
      both.push_back(seconds_of([&] {
        start(scratch_, *stream_);
        compute_rounds(other_values_, rounds_);
        ranks_.wait_all(*stream_);
      }));
    }
    const auto sums = agree(
        {median_of(std::move(communication)), median_of(std::move(compute)), median_of(std::move(both))},
        Reduction::sum);
    const double ranks = ranks_.size();
    return {sums[0] / ranks, sums[1] / ranks, sums[2] / ranks};
  }

  Communicator& ranks_;
  RankInputs<float> inputs_;
  Array<float> send_, recv_, scratch_;
  Array<double> agreed_;
  std::unique_ptr<Stream> stream_;
  Agreement agreement_;
  std::vector<double> values_, other_values_;
  std::uint64_t rounds_ = 0;  ///< Of the arithmetic in one application; fitted once.
  int tries_ = kTriesMin;     ///< Rounds that facts are made of; the same on every rank.
  std::uint64_t applications_ = 0;
  std::optional<OverlapTimes> times_;
};

}  // namespace

std::unique_ptr<Trial> make_overlap_trial(std::size_t count, Context& context) {
  return std::make_unique<OverlapTrial>(count, context);
}

}  // namespace gpubench
