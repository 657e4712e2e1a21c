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
/// Whole numbers up to here pass through an agreement in double unharmed.
constexpr std::uint64_t kApplicationsMax = std::uint64_t{1} << 53;

/// Adds what passes while it lives to the warm-up's share, less what restoring inputs took of it.
class WarmUpClock {
 public:
  explicit WarmUpClock(WallTime& wall) : wall_(wall), restored_(wall.verification) {}
  ~WarmUpClock() { wall_.warm_up += spent() - (wall_.verification - restored_); }
  WarmUpClock(const WarmUpClock&) = delete;
  WarmUpClock& operator=(const WarmUpClock&) = delete;
  Seconds spent() const { return Clock::now() - begin_; }

 private:
  WallTime& wall_;
  Seconds restored_;
  Clock::time_point begin_ = Clock::now();
};

/// One case in progress on one participant.
class CaseInProgress {
 public:
  CaseInProgress(Trial& trial, Sampler& sampler, World& participants, AcrossRanks across,
                 const Limits& limits, const std::atomic<int>& interrupted)
      : trial_(trial),
        sampler_(sampler),
        participants_(participants),
        across_(across),
        limits_(limits),
        interrupted_(interrupted) {}

  Measurement take() {
    agree_limit();
    prepare();
    fit_batch();
    warm_up();
    if (result_.stop_reason.empty()) measure_rounds();
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

  /// One process alone need not wait for an agreed moment to stop.
  bool may_stop_now() const { return participants_.size() == 1 && interrupted_ != 0; }

  /// How many applications every participant's verify() can judge, and every stream takes in at once; a batch
  /// is never larger.
  void agree_limit() {
    double limits[] = {static_cast<double>(std::min(trial_.applications_max(), kApplicationsMax)),
                       static_cast<double>(std::min(sampler_.batch_max(), kApplicationsMax))};
    participants_.all_reduce_min(limits);
    limit_ = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(limits[0]));
    batch_max_ = std::min(limit_, std::max<std::uint64_t>(1, static_cast<std::uint64_t>(limits[1])));
    if (sampler_.batch() > batch_max_) {
      result_.batch_lowered = sampler_.batch_given();
      sampler_.set_batch(batch_max_);
    }
  }

  /// On a device: see Sampler::prepare().
  void prepare() {
    if (sampler_.backend().host_accessible()) return;
    const WarmUpClock clock(result_.wall);
    make_room(1);
    sampler_.prepare();
    ++result_.applications;
  }

  /// As many of these batches as fit between two resets.
  std::size_t capped(std::size_t batches) const {
    return static_cast<std::size_t>(std::min<std::uint64_t>(batches, limit_ / sampler_.batch()));
  }

  /// Inputs are restored before a round would take the output out of what verify() can judge.
  void make_room(std::uint64_t batches) {
    if (result_.applications + batches * sampler_.batch() <= limit_) return;
    const auto begin = Clock::now();
    trial_.reset();
    result_.applications = 0;
    result_.wall.verification += Clock::now() - begin;
  }

  /// Climbs from one operation to the planned batch, and on until the shortest over participants is long
  /// enough for the clock or no longer one can be had; a batch that was given is not left. Stays below the
  /// plan where the fewest samples there must be would pass the case's cap several times over, as messages
  /// between crowded ranks can. These batches are not kept: they are of other sizes than the samples.
  void fit_batch() {
    const WarmUpClock clock(result_.wall);
    double needed = kResolutionsPerBatch * Seconds(sampler_.backend().clock_resolution()).count();
    participants_.all_reduce_max(
        std::span(&needed, 1));  // clocks differ: who decides alone leaves the others waiting
    const double bearable = limits_.batch.count();
    const std::uint64_t planned = sampler_.batch();
    for (std::uint64_t batch = 1;;) {
      sampler_.set_batch(batch);
      const auto [shortest, longest] = try_batch();
      const bool climbing = batch < planned;
      const std::uint64_t next = std::min(climbing ? planned : batch_max_, batch * kBatchStep);
      const double growth = static_cast<double>(next) / static_cast<double>(batch);
      if (!climbing && (sampler_.batch_given() || batch >= batch_max_ || is_long_enough(shortest, needed)))
        return;
      // Twice: a first operation may be slow for once.
      if (climbing && shortest >= needed && longest * growth > bearable &&
          try_batch().second * growth > bearable) {
        result_.batch_lowered = true;
        return;
      }
      batch = next;
    }
  }

  /// A first batch is often slow for once: believed at once it would leave this launch another batch than
  /// others have, and so nothing to be compared with. One far above what is needed may be.
  bool is_long_enough(double shortest, double needed) {
    constexpr double kFarAbove = 10;
    constexpr int kTries = 3;
    for (int tried = 1; shortest >= needed; ++tried) {
      if (tried == kTries || shortest >= kFarAbove * needed || may_stop_now()) return true;
      shortest = try_batch().first;
    }
    return false;
  }

  /// One batch's time: the shortest and the longest over participants.
  std::pair<double, double> try_batch() {
    make_room(1);
    const double own = Seconds(sampler_.take().interval.duration).count();
    result_.applications += sampler_.batch();
    double shortest = own, longest = own;
    participants_.all_reduce_min(std::span(&shortest, 1));
    participants_.all_reduce_max(std::span(&longest, 1));
    return {shortest, longest};
  }

  void warm_up() {
    const WarmUpClock clock(result_.wall);
    std::size_t chunk = results::kWarmUpMin;
    for (;;) {
      chunk = capped(chunk);
      make_room(chunk);
      for (std::size_t i = 0; i < chunk && !may_stop_now(); ++i) take_sample();
      // Done, too long, interrupted: each participant's view, and the most cautious one wins.
      const bool late = clock.spent() >= limits_.warm_up;
      double view[] = {results::warm_up_done(seconds(result_.warm_up)) ? 0.0 : 1.0, late ? 1.0 : 0.0,
                       interrupted_ != 0 ? 1.0 : 0.0};
      participants_.all_reduce_max(view);
      if (view[2] > 0) result_.stop_reason = "interrupted";
      if (view[0] == 0 || view[1] > 0 || view[2] > 0) break;
      chunk = std::max<std::size_t>(1, result_.warm_up.size() / 4);
    }
  }

  void measure_rounds() {
    timing_ = true;
    const auto begin = Clock::now();
    double typical = agreed_typical_time();
    for (const std::size_t checkpoint : results::kCheckpoints) {
      const double left = limits_.timed.count() - Seconds(Clock::now() - begin).count();
      const std::size_t count = agreed_count(checkpoint, left, typical);
      for (std::size_t todo = count; todo > 0; todo -= capped(todo)) run_one_round(capped(todo));
      result_.stop_reason = agreed_stop(checkpoint, count);
      if (!result_.stop_reason.empty()) return;
    }
  }

  void run_one_round(std::size_t count) {
    make_room(count);
    participants_.barrier();  // devices are loaded together, or an aggregate bandwidth would mean nothing
    run_round("round", static_cast<std::int64_t>(count), [this] {
      if (may_stop_now()) return Seconds(0);
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

  /// Samples of the next round: up to the checkpoint, as many as the time left holds, and never so few in all
  /// that there is no figure.
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
    std::ranges::transform(nanoseconds, result.begin(),
                           [](std::int64_t ns) { return 1e-9 * static_cast<double>(ns); });
    return result;
  }

  Trial& trial_;
  Sampler& sampler_;
  World& participants_;
  AcrossRanks across_;
  const Limits& limits_;
  const std::atomic<int>& interrupted_;
  Measurement result_;
  std::uint64_t limit_ = kApplicationsMax;
  std::uint64_t batch_max_ = kApplicationsMax;
  bool timing_ = false;
};

}  // namespace

Measurement measure(Trial& trial, Sampler& sampler, World& participants, AcrossRanks across,
                    const Limits& limits, const std::atomic<int>& interrupted) {
  return CaseInProgress(trial, sampler, participants, across, limits, interrupted).take();
}

}  // namespace gpubench
