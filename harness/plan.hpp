/// Plan: which cases are measured, in which order, and which are skipped and why. The same on all ranks.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "harness/catalogue.hpp"
#include "harness/machine.hpp"
#include "harness/options.hpp"

namespace gpubench {

/// One case of the plan.
struct PlannedCase {
  Description description;
  const Benchmark* benchmark = nullptr;  ///< Null where the module can't be opened.
  Axes axes;
  std::uint64_t batch = 1;   ///< Operations in a sample, from nominal_time: see plan_batch.
  bool batch_given = false;  ///< A study's first launch had it: it is not raised.
  bool cold = false;         ///< Axis cache=cold: caches are evicted before each sample, batch is 1.
  int buffer_sets = 1;       ///< Used in turn: two where cold and two fit, see RotatingTrial.
  Work work;                 ///< Of one application on one participant, the same on each.
  AcrossRanks across_ranks = AcrossRanks::each;
  bool barrier_between = false;
  int ranks_used = 1;             ///< Of world scope.
  std::string transport = "mpi";  ///< Likewise: see Benchmark::transport.
  std::string ceiling;
  bool sets_ceiling = false;
  Bytes memory;             ///< Of one participant, for all sets of buffers.
  std::string skip_reason;  ///< Not empty: recorded as skipped, not measured.
};

struct Plan {
  std::vector<PlannedCase> cases;  ///< In measuring order: shuffled by the seed; the skipped ones last.
  std::uint64_t seed = 1;
};

/// Selects, expands, checks and orders. Throws results::UsageError for an unknown selector, axis, value or
/// backend, with the nearest names; an axis no selected benchmark has is an error, one that only some have
/// applies to those. Benchmarks with memory_needed() above memory_available of the machine they measure are
/// skipped with both figures; those of a backend whose devices are not there, with the reason, and their
/// modules are not opened.
Plan make_plan(Catalogue& catalogue, const RunOptions& options, const Machines& machines, std::uint64_t seed);

/// One line that names a case among all of a plan: see RunOptions::only. Without "=", at which Open MPI cuts
/// the values of variables that it gives to other hosts.
std::string case_words(const std::string& backend, const std::string& name, const std::string& axes);

/// Operations in a batch: the power of two that brings nominal_time to about 100 us (600 us of world scope);
/// 1 where it is longer or cold. Fixed by work alone, so that the batch is the same on every machine; the
/// harness raises it (x4 at a time, recorded; never cold) only where a batch is still shorter than 1000 clock
/// resolutions.
std::uint64_t plan_batch(const Benchmark& benchmark, const Axes& axes, const Machine& machine);

/// A stable text of the whole plan, equal on all ranks; what --list and --dry-run print is made from the same
/// plan.
std::string describe_plan(const Plan& plan, std::size_t width);
/// Where all cases are skipped, why, in one line; empty where one is measured or there is none.
std::string why_nothing_is_measured(const Plan& plan);
/// The same as JSON: seed, and for each case name, backend, axes, scope, batch or the reason it is skipped
/// for.
std::string plan_json(const Plan& plan);
/// Hash of names, axes, batches and order: what ranks compare.
std::string plan_digest(const Plan& plan);

/// The names nearest to a mistyped one (edit distance), best first, at most three.
std::vector<std::string> nearest_names(const std::string& typed, const std::vector<std::string>& known);
/// '*' and '?' as in a shell, '*' crossing '/'; a pattern without '/' also matches the last part of a name.
bool selector_matches(const std::string& pattern, const std::string& name);

}  // namespace gpubench
