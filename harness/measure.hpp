/// Measure: one trial from warm-up to the stop rule, on one participant; all participants decide alike.
#pragma once
#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "bench/api/benchmark.hpp"
#include "harness/limits.hpp"
#include "harness/sampler.hpp"

namespace gpubench {

/// Where this participant's wall time went.
struct WallTime {
  Seconds warm_up{0};
  Seconds timed{0};
  Seconds verification{0};
};

/// What one participant measured.
struct Measurement {
  std::uint64_t batch = 1;
  bool batch_lowered = false;         ///< Below the plan: see Limits::batch.
  std::vector<std::int64_t> warm_up;  ///< Nanoseconds of each batch before the first sample.
  std::vector<Sample> samples;
  std::uint64_t applications = 0;  ///< Since the last reset(): what verify() is asked for.
  std::string stop_reason;         ///< precise, samples, time, interrupted
  WallTime wall;
};

/// Warm-up, then rounds at the checkpoints of the stop rule, each a registered Google Benchmark with an
/// agreed, fixed number of iterations and manual time. The trial must have been reset. Collective over
/// participants. A round is at most as long as Trial::applications_max() allows; a checkpoint is then reached
/// in several. interrupted: looked at between rounds, and between samples where there is one participant; one
/// participant's interrupt ends the case for all.
Measurement measure(Trial& trial, Sampler& sampler, World& participants, AcrossRanks across,
                    const Limits& limits, const std::atomic<int>& interrupted);

}  // namespace gpubench
