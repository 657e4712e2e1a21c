/// World: machines that exist only here, whose times have all that real ones have, and whose truth is known.
#pragma once
#include <cstdint>
#include <random>
#include <vector>

#include "results/statistics/contrast.hpp"

namespace gpubench::calibration {

inline constexpr std::size_t kRanks = 8;
inline constexpr std::size_t kSamples = 50;

/// Standard deviations on ln time, in percent.
struct Noise {
  double allocation, launch, rank_in_launch, device, sample;
};

inline constexpr Noise kQuiet{.3, .15, .15, 1, .3};
inline constexpr Noise kTypical{.8, .3, .4, 2, .6};
inline constexpr Noise kNoisy{2, .8, 1, 2.5, 2};

/// One benchmark on one machine. Its launches share its devices; launches of one time share what the machine
/// is like then.
class Benchmark {
 public:
  /// The n-th of a suite: 40 % quiet, 40 % typical, 20 % noisy, each figure but the device's scaled by e^N(0,
  /// 0.3).
  Benchmark(std::uint64_t seed, std::size_t index);

  /// The same benchmark on other devices of the same kind, in a place of its own mood.
  Benchmark elsewhere(std::size_t place) const;

  /// The machine's mood moves on: half a slow process, half none at all. To be called before each pair.
  void next_time();
  /// Samples of a launch in seconds, [rank][sample], slowed by e^effect.
  results::LaunchSamples launch(double effect);
  const Noise& noise() const { return noise_; }

 private:
  double normal() { return normal_(engine_); }
  double uniform(double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(engine_);
  }
  double beta(double shape);
  std::vector<double> rank_samples(double location);
  void draw_place();

  std::mt19937_64 engine_;
  std::normal_distribution<double> normal_;
  std::exponential_distribution<double> tail_;
  Noise noise_;
  double base_;                  ///< ln of seconds.
  std::vector<double> devices_;  ///< Offset of each, on ln time.
  double slow_mood_ = 0, mood_ = 0;
  double memory_;           ///< phi of the samples' AR(1).
  double tail_share_;       ///< Of samples with an exponential tail.
  double second_mode_ = 0;  ///< How much slower it is, on ln time; 0: there is none.
};

}  // namespace gpubench::calibration
