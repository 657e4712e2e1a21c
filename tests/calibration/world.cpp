#include "tests/calibration/world.hpp"

#include <cmath>

namespace gpubench::calibration {
namespace {

constexpr double kMoodMemory = 0.9;
constexpr double kModeSwitch = 0.15;
constexpr double kTailMean = 8;  // Of the sd of a sample.
constexpr double kDrift = 0.5;   // Likewise, its sd over a launch.
constexpr double kPercent = 0.01;

std::mt19937_64 engine_for(std::uint64_t seed, std::size_t index) {
  std::seed_seq words{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32),
                      static_cast<std::uint32_t>(index)};
  return std::mt19937_64(words);
}

Noise noise_of(double draw) {
  return draw < 0.4 ? kQuiet : draw < 0.8 ? kTypical : kNoisy;
}

}  // namespace

Benchmark::Benchmark(std::uint64_t seed, std::size_t index) : engine_(engine_for(seed, index)) {
  noise_ = noise_of(uniform(0, 1));
  for (double* sd : {&noise_.allocation, &noise_.launch, &noise_.rank_in_launch, &noise_.sample})
    *sd *= kPercent * std::exp(0.3 * normal());
  noise_.device *= kPercent;
  base_ = uniform(std::log(1e-6), std::log(1e-2));
  draw_place();
  memory_ = uniform(0.2, 0.7);
  tail_share_ = uniform(0.005, 0.05);
  if (uniform(0, 1) < 0.3) second_mode_ = noise_.sample * uniform(2, 5);
  next_time();
}

Benchmark Benchmark::elsewhere(std::size_t place) const {
  Benchmark other = *this;
  other.engine_ = engine_for(other.engine_(), place);
  other.normal_.reset();
  other.draw_place();
  other.next_time();
  return other;
}

void Benchmark::draw_place() {
  devices_.clear();
  for (std::size_t rank = 0; rank < kRanks; ++rank) devices_.push_back(noise_.device * normal());
  slow_mood_ = normal();
}

void Benchmark::next_time() {
  slow_mood_ = kMoodMemory * slow_mood_ + std::sqrt(1 - kMoodMemory * kMoodMemory) * normal();
  mood_ = noise_.allocation * std::sqrt(0.5) * (slow_mood_ + normal());
}

results::LaunchSamples Benchmark::launch(double effect) {
  const double location = base_ + mood_ + effect + noise_.launch * normal();
  results::LaunchSamples samples;
  for (std::size_t rank = 0; rank < kRanks; ++rank)
    samples.push_back(rank_samples(location + devices_[rank] + noise_.rank_in_launch * normal()));
  return samples;
}

std::vector<double> Benchmark::rank_samples(double location) {
  const double drift = kDrift * noise_.sample * normal();
  const double occupancy = second_mode_ > 0 ? beta(4) : 0;
  bool slow = uniform(0, 1) < occupancy;
  double state = normal();
  std::vector<double> samples(kSamples);
  for (std::size_t i = 0; i < kSamples; ++i) {
    state = memory_ * state + std::sqrt(1 - memory_ * memory_) * normal();
    double y = location + noise_.sample * state + drift * static_cast<double>(i) / kSamples;
    if (uniform(0, 1) < tail_share_) y += kTailMean * noise_.sample * tail_(engine_);
    if (second_mode_ > 0) {
      // A chain that is slow a share `occupancy` of its time.
      if (uniform(0, 1) < kModeSwitch) slow = uniform(0, 1) < occupancy;
      if (slow) y += second_mode_;
    }
    samples[i] = std::exp(y);
  }
  return samples;
}

double Benchmark::beta(double shape) {
  std::gamma_distribution<double> gamma(shape, 1);
  const double a = gamma(engine_), b = gamma(engine_);
  return a / (a + b);
}

}  // namespace gpubench::calibration
