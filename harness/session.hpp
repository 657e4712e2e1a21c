/// Session: what all ranks agree on before anything is measured.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "bench/api/benchmark.hpp"
#include "harness/election.hpp"
#include "harness/options.hpp"
#include "harness/place.hpp"
#include "harness/plan.hpp"
#include "results/model.hpp"

namespace gpubench {

struct Session {
  std::vector<Place> places;  ///< By world rank.
  Election election;
  Machine machine;  ///< Of the host: the smallest over ranks; threads over devices: all do the same work.
  std::vector<std::int64_t>
      epochs;  ///< By world rank: the steady-clock reading that counts as the launch's begin.
  std::uint64_t seed = 1;
};

/// Gathers places, elects, probes the machine, and agrees on epoch and seed. Collective.
/// Throws on all ranks, naming those that differ, Error(config) where ranks run different builds, unless
/// options.allow_mixed, and UsageError where they were given different command lines.
Session open_session(World& world, const RunOptions& options);

/// The options with rank 0's `only` and `batches`: what starts ranks on other hosts may keep a study's
/// variables back. Collective.
RunOptions agree_asked_cases(World& world, RunOptions options);

/// Throws Error(software) on all ranks where plans differ, naming the ranks that differ from rank 0.
void require_same_plan(World& world, const Plan& plan);

/// Of memory_available, one participant's, the share of a rank where all ranks of a host hold buffers at
/// once: on the most crowded host.
Bytes memory_per_rank(const std::vector<Place>& places, const Election& election, Bytes memory_available);

/// One row a rank, for the record.
std::vector<results::Rank> rank_table(const Session& session);

}  // namespace gpubench
