/// RankReport: what one participant sends to rank 0 when its part of a case is over.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "bench/numerics/verdict.hpp"
#include "harness/measure.hpp"
#include "harness/telemetry_recorder.hpp"
#include "results/model.hpp"

namespace gpubench {

struct RankReport {
  std::string failure;   ///< Not empty: this participant could not measure, and why. The rest is then empty.
  std::string obstacle;  ///< Not empty: why the case is skipped, the same on all participants.
  std::string device_loss;  ///< Not empty: this participant's device can't be measured any more, and why.
  Measurement measurement;
  std::vector<std::string> series;  ///< Names of each sample's disturbance values.
  TelemetryLog telemetry;           ///< Empty on the host.
  Verdict verdict;
  results::Facts facts;
  Seconds wall{0};  ///< The whole case, on this participant.
};

/// CBOR; both ends are the same build, so the layout is nobody else's business.
std::string to_bytes(const RankReport& report);
RankReport rank_report_from(const std::string& bytes);

}  // namespace gpubench
