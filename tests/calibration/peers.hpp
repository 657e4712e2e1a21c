/// Peers: the rules other tools decide by, to be run on the same data. Each says whether the two sides
/// differ.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "results/statistics/contrast.hpp"

namespace gpubench::calibration {

struct Rule {
  std::string name;
  std::function<bool(const results::LaunchSamples& a, const results::LaunchSamples& b)> differ;
};

/// One launch a side, all ranks' samples pooled, as these tools are used:
/// Mann-Whitney two-sided at 5 % (Google Benchmark, benchstat); Welch's t at 5 %; mean ratio beyond 5 %;
/// nvbench's older script (|d| of means above the smaller relative sd) and its robust rule (one side's
/// minimum above the other's third quartile by 0.5 %).
std::vector<Rule> peer_rules();

}  // namespace gpubench::calibration
