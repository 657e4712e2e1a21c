/// Summary: the figures of a case, derived from its samples and work; they can always be made again.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "results/model.hpp"

namespace gpubench::results {

/// One row of the final table. Absent figures are absent, never 0.
struct Row {
  std::string id, name, backend, axes, scope;
  std::size_t participants = 0;
  Status status = Status::skipped;
  std::string reason;
  std::string verdict;                ///< identical, statistical, bounded, WRONG, skipped, failed
  std::optional<double> level;        ///< Median of the samples in seconds, of a latency by the operation.
  std::optional<double> time_median;  ///< The same where it is a time: not of an imported rate, see Telling.
  std::optional<double> half_width;   ///< Relative, of the 95 % interval of the interquartile mean.
  std::optional<double> rate;         ///< In rate_unit; absent where the output is wrong.
  std::string rate_unit;              ///< "GB/s", "Gflop/s", "ns", "1/s"
  std::string ceiling;                ///< Key; empty where none.
  bool sets_ceiling = false;
  std::optional<double> share_of_ceiling;   ///< 0..1 and above; filled by fill_ceilings.
  std::optional<double> spread_over_ranks;  ///< (max - min) / median of the ranks' interquartile means.
  std::optional<double> clock_khz;          ///< Median over the samples.
  std::optional<double> bytes_per_cycle;    ///< Of a multiprocessor: see bytes_per_cycle().
  std::optional<double> throttled_share;    ///< Of the samples: see throttled_share().
  std::vector<double> course;               ///< See course_of().
  std::vector<std::string> flags;  ///< few, time, disturbed, drifting, bimodal, per-device, slow-clock,
                                   ///< throttled ...
};

/// The samples of several participants made one series, seconds an operation: each (pooled per participant:
/// the mean over participants of the same sample), max, mean; as the case says. Samples <= 0 are dropped and
/// counted in dropped.
std::vector<double> combined_times(const Case& c, std::size_t* dropped = nullptr);
/// One participant's times, seconds an operation.
std::vector<double> participant_times(const Case& c, std::size_t participant);

/// crowded: the participants are more than their processors, so that each batch holds their switches.
Row summarize(const Case& c, bool crowded = false);
/// Fills share_of_ceiling over all rows of a launch from the cases that set each key.
void fill_ceilings(std::vector<Row>& rows);

/// Flags rows whose clock was more than 5 % under the best of the launch.
void flag_slow_clocks(std::vector<Row>& rows);

/// The headline rate of a case at this time an operation. That of several devices measured at once is
/// aggregate_applications(), never a sum of rates; where there is none, one participant's.
double rate_of(const Case& c, double seconds_per_operation);

}  // namespace gpubench::results
