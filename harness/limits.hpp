/// Limits: how long a profile lets a case run.
#pragma once
#include "bench/api/benchmark.hpp"

namespace gpubench {

/// Caps of one case, from results/STATISTICS.md.
struct Limits {
  Seconds warm_up;  ///< Warm-up ends here even where it has not settled.
  Seconds timed;    ///< No new round starts past this; at least samples_min are taken all the same.
  int samples_min = 5;  ///< Fewer have no interquartile mean.
};

constexpr Limits limits_of(Profile profile) {
  switch (profile) {
    case Profile::quick: return {Seconds(0.1), Seconds(0.3)};
    case Profile::standard: return {Seconds(1.0), Seconds(2.0)};
    case Profile::thorough: return {Seconds(1.0), Seconds(20.0)};
  }
  return {};
}

}  // namespace gpubench
