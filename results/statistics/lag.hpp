/// Lag: which rank or device is slower than the others of the same launch, without any baseline.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace gpubench::results {

/// One case as seen by its participants.
struct CaseLocations {
  std::string resource;             ///< What its cases share: the benchmark's group, "memory".
  std::vector<std::int32_t> ranks;  ///< Participants.
  std::vector<double> log_times;    ///< Of each: interquartile mean of ln(time).
  std::string backend = "host";     ///< A rank's host and its device may lag apart.
};

struct Lag {
  std::string resource;
  std::int32_t rank = 0;
  double effect = 0;  ///< Median over the cases of ln(its time / median of the others'); above 0 is slower.
  std::size_t cases = 0;         ///< In which it took part.
  std::size_t agreeing = 0;      ///< Of those, where it was slower.
  std::size_t participants = 0;  ///< Most in one of the cases: with 2, the other may as well be the odd one.
  std::string backend = "host";
};

/// Participants that are at least 2 % slower than the median of the others over the cases of one resource
/// and backend, in
/// at least 3 cases, all but at most one of which agree. Slowest first in each resource.
std::vector<Lag> find_lags(std::span<const CaseLocations> cases);

}  // namespace gpubench::results
