/// Observation: what a launch says of one case, all a comparison needs of it. Samples are not kept, so that
/// memory does not grow with them.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "results/model.hpp"

namespace gpubench::results {

/// One participant's samples as two figures; of a case whose samples are one series of all participants (the
/// slowest, the mean) there is one of these.
struct RankObservation {
  std::int32_t rank = 0;
  std::string device;   ///< Identity of what it measures; empty where not known.
  double location = 0;  ///< m: interquartile mean of ln(value).
  double tail = 0;      ///< ln of the 95th percentile; of rates, of the 5th: their slow end.
};

struct Observation {
  Case facts;  ///< The case without matrices: identity, status, work, verification, facts.
  std::uint64_t seed = 0;
  std::vector<RankObservation> ranks;
  std::size_t samples = 0;  ///< Of all participants, valid ones.
  std::size_t dropped = 0;  ///< Not above 0.
  bool few = false;         ///< Some series has fewer than 5 samples: the median stands for the mean.
  bool drifting = false;
  bool bimodal = false;
};

/// Of a sample that is dropped in more than this share the launch is broken for the case.
inline constexpr double kDroppedShareMax = 0.01;

Observation observe(Case measured, const Launch& launch);

/// Leaves what a case says without its samples and other series.
void drop_matrices(Case& c);

/// False where the launch did not have the case, or did not finish measuring it.
inline bool is_measured(const std::optional<Observation>& one) {
  return one && one->facts.status == Status::measured;
}

/// Identity of the device each rank measures on that backend, where the launch tells.
std::map<std::int32_t, std::string> devices_of(const Launch& launch, const std::string& backend);

/// L, mean over the participants of m; and the same of tails. There is one participant or more.
double location_of(const std::vector<RankObservation>& ranks);
double tail_of(const std::vector<RankObservation>& ranks);

}  // namespace gpubench::results
