#include "harness/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <nlohmann/json.hpp>

#include "bench/api/registrar.hpp"
#include "harness/machine.hpp"
#include "harness/number_ranges.hpp"
#include "harness/order.hpp"
#include "results/error.hpp"
#include "results/json.hpp"

namespace gpubench {
namespace {

/// The ranks whose text is another than rank 0's, as "3" or "3-7"; empty where all agree.
std::string ranks_that_differ(const std::vector<std::string>& texts) {
  std::vector<int> ranks;
  for (std::size_t rank = 0; rank < texts.size(); ++rank)
    if (texts[rank] != texts.front()) ranks.push_back(static_cast<int>(rank));
  return format_ranges(ranks);
}

void require_same_program(World& world, const RunOptions& options) {
  const auto builds = world.all_gather(kBuildId);
  const auto lines = world.all_gather(options.command_line);
  if (const std::string ranks = ranks_that_differ(builds); !ranks.empty() && !options.allow_mixed)
    throw results::Error(
        results::ExitCode::config,
        fmt::format("rank(s) {} run another build of gpubench than rank 0 ({}): install one build on every "
                    "host, or measure the mixture with --allow-mixed",
                    ranks, kBuildId));
  if (const std::string ranks = ranks_that_differ(lines); !ranks.empty())
    throw results::UsageError(fmt::format(
        "rank(s) {} were given another command line than rank 0 ({}): start all ranks with the same words",
        ranks, lines.front()));
}

/// Every rank plans with the same machine: the smallest figure of any rank.
Machine agree_machine(World& world, const Machine& own) {
  Machine agreed = own;
  for (const std::string& text : world.all_gather(to_text(own)))
    agreed = smallest_machine(agreed, machine_from_text(text));
  return agreed;
}

/// One epoch a host: the reading of its lowest rank right after a barrier.
std::vector<std::int64_t> gather_epochs(World& world, const std::vector<Place>& places) {
  world.barrier();
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  const auto readings = world.all_gather(std::to_string(Nanoseconds(now).count()));
  std::map<std::string, std::int64_t> host_epochs;
  std::vector<std::int64_t> epochs;
  for (std::size_t rank = 0; rank < places.size(); ++rank)
    epochs.push_back(host_epochs.try_emplace(places[rank].host, std::stoll(readings[rank])).first->second);
  return epochs;
}

std::uint64_t agree_seed(World& world, const RunOptions& options) {
  const std::uint64_t drawn = options.seed ? *options.seed : draw_seed();
  return std::stoull(world.broadcast(std::to_string(drawn), 0));
}

}  // namespace

Session open_session(World& world, const RunOptions& options) {
  require_same_program(world, options);
  Session session;
  session.places = gather_places(world);
  session.election = hold_election(session.places);
  const auto rank = static_cast<std::size_t>(world.rank());
  session.machine = agree_machine(
      world, probe_machine(session.places[rank], session.election.host_participants[rank], world.size()));
  session.machine.memory_per_rank =
      memory_per_rank(session.places, session.election, session.machine.memory_available);
  session.machine.threads = *std::ranges::min_element(session.election.threads);
  session.machine.threads_per_rank = *std::ranges::min_element(session.election.shares);
  session.epochs = gather_epochs(world, session.places);
  session.seed = agree_seed(world, options);
  return session;
}

RunOptions agree_asked_cases(World& world, RunOptions options) {
  const nlohmann::json own = {{"only", options.only}, {"batches", options.batches}};
  const auto agreed = nlohmann::json::parse(world.broadcast(results::json_text(own), 0));
  options.only = agreed.at("only");
  options.batches = agreed.at("batches");
  return options;
}

void require_same_plan(World& world, const Plan& plan) {
  const std::string ranks = ranks_that_differ(world.all_gather(plan_digest(plan)));
  if (!ranks.empty())
    throw results::Error(
        results::ExitCode::software,
        fmt::format("rank(s) {} made another plan than rank 0: do all hosts hold the same modules? "
                    "(gpubench list on each)",
                    ranks));
}

Bytes memory_per_rank(const std::vector<Place>& places, const Election& election, Bytes memory_available) {
  std::map<std::string, std::uint64_t> ranks_on_host;
  for (const Place& place : places) ++ranks_on_host[place.host];
  Bytes least = memory_available;
  for (std::size_t rank = 0; rank < places.size(); ++rank) {
    const auto participants = static_cast<std::uint64_t>(election.host_participants[rank]);
    least = std::min(least, memory_available / ranks_on_host[places[rank].host] * participants);
  }
  return least;
}

std::vector<results::Rank> rank_table(const Session& session) {
  std::vector<results::Rank> rows;
  for (std::size_t rank = 0; rank < session.places.size(); ++rank) {
    const Place& place = session.places[rank];
    rows.push_back({static_cast<std::int32_t>(rank), place.host, session.election.devices[rank], place.cpuset,
                    place.cpu, session.election.shares[rank]});
  }
  return rows;
}

}  // namespace gpubench
