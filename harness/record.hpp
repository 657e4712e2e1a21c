/// Record: the reports of a case's participants made one results::Case.
#pragma once
#include <cstdint>
#include <vector>

#include "harness/plan.hpp"
#include "harness/rank_report.hpp"
#include "results/model.hpp"

namespace gpubench {

/// What the plan alone says of a case: the record of a skipped one, and the frame of a measured one.
results::Case make_frame(const PlannedCase& planned, std::uint32_t order);

/// Fills the frame from the participants' reports, in the participants' order. Epochs are the steady-clock
/// readings that count as the launch's begin on each participant. One failed participant fails the case, with
/// its reason; so do participants that took different numbers of samples or batches of different sizes, which
/// have no common matrix.
void fill_record(results::Case& record, const std::vector<std::int32_t>& participants,
                 const std::vector<RankReport>& reports, const std::vector<std::int64_t>& epochs);

/// One verdict of all participants': the worst class; digests of shards add, replicated ones must be equal,
/// or the output is wrong on the rank that differs.
results::Verification combine_verdicts(const std::vector<std::int32_t>& participants,
                                       const std::vector<RankReport>& reports);

}  // namespace gpubench
