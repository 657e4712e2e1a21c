/// all_succeed: a step that may fail on one participant only.
#pragma once
#include <exception>
#include <new>
#include <span>

#include "bench/api/communicator.hpp"
#include "harness/rank_report.hpp"

namespace gpubench {

/// Runs the step and tells all whether any failed. The first error is kept in the report.
template <class Step>
bool all_succeed(World& group, RankReport& report, Step step) {
  try {
    step();
  } catch (const std::bad_alloc&) {
    report.failure = "not enough memory";
  } catch (const std::exception& error) {
    report.failure = error.what();
  }
  double failed = report.failure.empty() ? 0 : 1;
  group.all_reduce_max(std::span(&failed, 1));
  return failed == 0;
}

}  // namespace gpubench
