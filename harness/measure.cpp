#include "harness/measure.hpp"

#include <algorithm>
#include <cmath>

#include "harness/rounds.hpp"
#include "results/statistics/location.hpp"
#include "results/statistics/stop.hpp"

namespace gpubench {
namespace {

using Clock = std::chrono::steady_clock;

/// A batch must last this many readings of its clock, or the clock is more than 0.1 % of the figure.
constexpr double kResolutionsPerBatch = 1000;
constexpr std::uint64_t kBatchStep = 4;

/// One case in progress on one participant.
class CaseInProgress {
 public:
  CaseInProgress(Trial& trial, Sampler& sampler, World& participants, AcrossRanks across, const Limits& limits,
                 const std::atomic<int>& interrupted)
      : trial_(trial),
        sampler_(sampler),
        participants_(participants),
        across_(across),
        limits_(limits),
        interrupted_(interrupted) {}

  Measurement take() {
    fit_batch();
    warm_up();
    measure_rounds();
    result_.batch = sampler_.batch();
    return std::move(result_);
  }

 private:
  Nanoseconds take_sample() {
    const Sample sample = sampler_.take();
    result_.applications += sampler_.batch();
    if (timing_) {
      result_.samples.push_back(sample);
    } else {
      result_.warm_up.push_back(sample.interval.duration.count());
    }
    return sample.interval.duration;
  }

  /// Inputs are restored before a round would take the output out of what verify() can judge.
  void make_room(std::uint64_t batches) {
    const std::uint64_t wanted = batches * sampler_.batch();
    if (result_.applications + wanted <= trial_.applications_max()) return;
    const auto begin = Clock::now();
    trial_.reset();
    result_.applications = 0;
    result_.wall.verification += Clock::now() - begin;
  }

  /// Raises the batch until the shortest over participants is long enough for the clock. The first batches are not
  /// kept: they have another size than the samples.
  void fit_batch() {
    const auto begin = Clock::now();
    const double needed = kResolutionsPerBatch * Seconds(sampler_.backend().clock_resolution()).count();
    for (;;) {
      make_room(1);
      double shortest = Seconds(sampler_.take().interval.duration).count();
      result_.applications += sampler_.batch();
      participants_.all_reduce_min(std::span(&shortest, 1));
      if (shortest >= needed) break;
      sampler_.set_batch(sampler_.batch() * kBatchStep);
    }
    result_.wall.warm_up += Clock::now() - begin;
  }

  void warm_up() {
    const auto begin = Clock::now();
    std::size_t chunk = results::kWarmUpMin;
    for (;;) {
      make_room(chunk);
      for (std::size_t i = 0; i < chunk; ++i) take_sample();
      // Done, too long, interrupted: each participant's view, and the most cautious one wins.
      const bool late = Clock::now() - begin >= limits_.warm_up;
      double view[] = {results::warm_up_done(seconds(result_.warm_up)) ? 0.0 : 1.0, late ? 1.0 : 0.0,
                       interrupted_ != 0 ? 1.0 : 0.0};
      participants_.all_reduce_max(view);
      if (view[0] == 0 || view[1] > 0 || view[2] > 0) break;
      chunk = std::max<std::size_t>(1, result_.warm_up.size() / 4);
    }
    result_.wall.warm_up += Clock::now() - begin;
  }

  void measure_rounds() {
    timing_ = true;
    const auto begin = Clock::now();
    double typical = agreed_typical_time();
    for (const std::size_t checkpoint : results::kCheckpoints) {
      const double left = limits_.timed.count() - Seconds(Clock::now() - begin).count();
      const std::size_t count = agreed_count(checkpoint, left, typical);
      if (count > 0) run_one_round(count);
      result_.stop_reason = agreed_stop(checkpoint, count);
      if (!result_.stop_reason.empty()) return;
    }
  }

  void run_one_round(std::size_t count) {
    make_room(count);
    participants_.barrier();  // devices are loaded together, or an aggregate bandwidth would mean nothing
    run_round("round", static_cast<std::int64_t>(count), [this] {
      const Nanoseconds duration = take_sample();
      result_.wall.timed += duration;
      return Seconds(duration);
    });
  }

  double agreed_typical_time() {
    double typical = results::median(seconds(result_.warm_up));
    participants_.all_reduce_max(std::span(&typical, 1));
    return typical;
  }

  /// Samples of the next round: up to the checkpoint, as many as the time left holds, and never so few in all that
  /// there is no figure.
  std::size_t agreed_count(std::size_t checkpoint, double left, double typical) {
    const std::size_t have = result_.samples.size();
    const auto fits = static_cast<std::size_t>(std::max(0.0, left / std::max(typical, 1e-9)));
    std::size_t count = std::min(checkpoint - have, fits);
    const auto least = static_cast<std::size_t>(limits_.samples_min);
    if (have + count < least) count = least - have;
    double agreed = static_cast<double>(count);
    participants_.all_reduce_min(std::span(&agreed, 1));
    return static_cast<std::size_t>(agreed);
  }

  /// Why the case ends here, the same on every participant; empty where it goes on.
  std::string agreed_stop(std::size_t checkpoint, std::size_t count) {
    const results::Precision precision = results::precision_of(combined_samples());
    double worst[] = {precision.half_width, interrupted_ != 0 ? 1.0 : 0.0};
    double least[] = {precision.effective};
    participants_.all_reduce_max(worst);
    participants_.all_reduce_min(least);
    if (worst[1] > 0) return "interrupted";
    if (results::precise_enough(worst[0], least[0])) return "precise";
    if (result_.samples.size() >= results::kCheckpoints.back()) return "samples";
    if (result_.samples.size() < checkpoint || count == 0) return "time";
    return {};
  }

  /// The series the stop rule looks at: the slowest participant's or the mean of each sample, or one's own.
  std::vector<double> combined_samples() {
    std::vector<double> times;
    times.reserve(result_.samples.size());
    for (const Sample& sample : result_.samples) times.push_back(Seconds(sample.interval.duration).count());
    if (across_ == AcrossRanks::max) participants_.all_reduce_max(std::span(times));
    if (across_ == AcrossRanks::mean) participants_.all_reduce_sum(std::span(times));
    return times;
  }

  static std::vector<double> seconds(const std::vector<std::int64_t>& nanoseconds) {
    std::vector<double> result(nanoseconds.size());
    std::ranges::transform(nanoseconds, result.begin(), [](std::int64_t ns) { return 1e-9 * static_cast<double>(ns); });
    return result;
  }

  Trial& trial_;
  Sampler& sampler_;
  World& participants_;
  AcrossRanks across_;
  const Limits& limits_;
  const std::atomic<int>& interrupted_;
  Measurement result_;
  bool timing_ = false;
};

}  // namespace

Measurement measure(Trial& trial, Sampler& sampler, World& participants, AcrossRanks across, const Limits& limits,
                    const std::atomic<int>& interrupted) {
  return CaseInProgress(trial, sampler, participants, across, limits, interrupted).take();
}

}  // namespace gpubench
