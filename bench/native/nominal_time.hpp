/// How long an operation nominally takes, where devices and hosts share its description.
#pragma once
#include <algorithm>

#include "bench/api/benchmark.hpp"

namespace gpubench {

/// Of one application on a device, from its work alone; like Benchmark::nominal_time() it fixes the batch and
/// no more: round figures of a current data-centre GPU, 3 TB/s and 30 Tflop/s, and 2 us for the launch.
inline Seconds nominal_device_time(const Work& work, double flop_rate = 30e12) {
  const double memory = static_cast<double>((work.read + work.written).count) / 3e12;
  return Seconds(std::max({memory, work.flop.count / flop_rate, 2e-6}));
}

}  // namespace gpubench
