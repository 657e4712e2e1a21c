/// Fields: the one list of what a case, a launch and their rows hold. Codec, hash and HDF5 all walk it, so
/// none of them can forget a member. A visitor is called with (name, member); members are std::string,
/// std::int32_t, std::uint32_t, std::int64_t, std::uint64_t, double, bool, Status or pairs (Axes, Facts).
/// Names are the words of SCHEMA.md.
#pragma once
#include "results/model.hpp"
#include "results/store.hpp"

namespace gpubench::results {

template <class WallRef, class Visit>
void each_wall_field(WallRef& wall, Visit&& visit) {
  visit("wall_warm_up", wall.warm_up);
  visit("wall_timed", wall.timed);
  visit("wall_verification", wall.verification);
  visit("wall_harness", wall.harness);
}

template <class VerificationRef, class Visit>
void each_verification_field(VerificationRef& verification, Visit&& visit) {
  visit("correctness", verification.correctness);
  visit("family", verification.family);
  visit("checked", verification.checked);
  visit("checked_of", verification.total);
  visit("eta_max", verification.eta_max);
  visit("eta_p999", verification.eta_p999);
  visit("ulp_max", verification.ulp_max);
  visit("relative_frobenius", verification.relative_frobenius);
  visit("worst_index", verification.worst_index);
  visit("output_digest", verification.digest);
  visit("output_sha256", verification.sha256);
  visit("verification_detail", verification.detail);
}

template <class WorkRef, class Visit>
void each_work_field(WorkRef& work, Visit&& visit) {
  visit("bytes_read", work.bytes_read);
  visit("bytes_written", work.bytes_written);
  visit("flop", work.flop);
  visit("operations", work.operations);
  visit("message_bytes", work.message_bytes);
  visit("message_meaning", work.message_meaning);
  visit("bus_factor", work.bus_factor);
}

/// Everything of a case but participants, matrices and hash.
template <class CaseRef, class Visit>
void each_case_field(CaseRef& c, Visit&& visit) {
  visit("id", c.id);
  visit("name", c.name);
  visit("backend", c.backend);
  visit("axes", c.axes);
  visit("scope", c.scope);
  visit("batch", c.batch);
  visit("order", c.order);
  visit("metric", c.metric);
  visit("across_ranks", c.across_ranks);
  visit("ceiling", c.ceiling);
  visit("sets_ceiling", c.sets_ceiling);
  visit("unit", c.unit);
  visit("better", c.better);
  visit("status", c.status);
  visit("reason", c.reason);
  visit("stop_reason", c.stop_reason);
  visit("facts", c.facts);
  each_work_field(c.work, visit);
  each_verification_field(c.verification, visit);
  each_wall_field(c.wall, visit);
}

/// The matrices that every case may have, those of named groups apart; named by their place in the case's
/// group.
template <class CaseRef, class Visit>
void each_matrix(CaseRef& c, Visit&& visit) {
  visit("samples", c.samples);
  visit("timeline/starts", c.starts);
  visit("timeline/warm_up", c.warm_up);
}

/// The subgroups whose matrices have names of their own.
template <class CaseRef, class Visit>
void each_named_group(CaseRef& c, Visit&& visit) {
  visit("disturbance", c.disturbances);
  visit("telemetry", c.telemetry);
}

/// Everything of a launch but ranks, environment and hash.
template <class LaunchRef, class Visit>
void each_launch_field(LaunchRef& launch, Visit&& visit) {
  visit("ulid", launch.ulid);
  visit("generator", launch.generator);
  visit("build_id", launch.build_id);
  visit("command_line", launch.command_line);
  visit("profile", launch.profile);
  visit("seed", launch.seed);
  visit("start", launch.start);
  visit("end", launch.end);
  visit("complete", launch.complete);
  visit("stop_reason", launch.stop_reason);
  visit("site", launch.site);
  visit("allocation", launch.allocation);
  visit("pair", launch.pair);
  visit("position", launch.position);
  visit("planned", launch.planned);
  visit("wall_seconds", launch.wall_seconds);
  each_wall_field(launch.wall, visit);
}

template <class RankRef, class Visit>
void each_rank_field(RankRef& rank, Visit&& visit) {
  visit("rank", rank.rank);
  visit("host", rank.host);
  visit("device", rank.device);
  visit("cpuset", rank.cpuset);
  visit("cpu", rank.cpu);
  visit("threads", rank.threads);
}

template <class FactRef, class Visit>
void each_fact_field(FactRef& fact, Visit&& visit) {
  visit("scope", fact.scope);
  visit("key", fact.key);
  visit("value", fact.value);
  visit("ranks", fact.ranks);
}

template <class IndexRef, class Visit>
void each_index_field(IndexRef& row, Visit&& visit) {
  visit("id", row.id);
  visit("name", row.name);
  visit("backend", row.backend);
  visit("axes", row.axes);
  visit("scope", row.scope);
  visit("participants", row.participants);
  visit("status", row.status);
  visit("reason", row.reason);
  visit("correctness", row.correctness);
  visit("stop_reason", row.stop_reason);
  visit("hash", row.hash);
}

}  // namespace gpubench::results
