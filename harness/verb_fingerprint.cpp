#include <fmt/format.h>

#include <exception>
#include <iostream>

#include "harness/devices.hpp"
#include "harness/fingerprint/difference.hpp"
#include "harness/fingerprint/own_facts.hpp"
#include "harness/fingerprint/read.hpp"
#include "harness/fingerprint_arguments.hpp"
#include "harness/job_processes.hpp"
#include "harness/job_world.hpp"
#include "harness/program_catalogue.hpp"
#include "harness/solo_world.hpp"
#include "harness/verbs.hpp"
#include "results/terminal.hpp"

namespace gpubench {
namespace {

/// As a run has them that measures everything.
std::vector<results::Fact> facts_of_everything(World& world, Catalogue& catalogue, Identify identify) {
  for (Module& module : catalogue.modules()) module.open();  // what can't be has no facts; `list` says why
  std::vector<CatalogueEntry*> entries;
  for (CatalogueEntry& entry : catalogue.entries()) entries.push_back(&entry);
  const std::vector<Place> places = gather_places(world);
  std::vector<std::string> hosts;
  for (const Place& place : places) hosts.push_back(place.host);
  Devices devices = Devices::open(world, catalogue, entries, places, Machine());
  const JobProcesses processes = gather_job_processes(world, hosts, process_id_of_host());
  return OwnFacts(catalogue, places, world.rank(), devices.facts(world.rank(), processes), identify)
      .gather(world);
}

results::ExitCode show_difference(const FingerprintCommand& command, const std::vector<results::Fact>& live) {
  const auto side_of = [&](const std::string& name) {
    return name == kLiveSide ? FingerprintSide{name, "this machine, now", live} : read_fingerprint(name);
  };
  const FingerprintSide a = side_of(command.sides.at(0)), b = side_of(command.sides.at(1));
  const FingerprintDifference difference = difference_of(a.facts, b.facts);
  const results::Terminal terminal = results::find_terminal();
  std::cout << (command.json
                    ? difference_json(difference, a, b) + "\n"
                    : difference_text(difference, a, b, {command.all, terminal.width, terminal.color}))
            << std::flush;
  return difference.equal() ? results::ExitCode::good : results::ExitCode::regressed;
}

/// What rank 0 does with the facts of all.
results::ExitCode show_facts_of_job(const FingerprintCommand& command,
                                    const std::vector<results::Fact>& facts) {
  if (!command.sides.empty()) return show_difference(command, facts);
  std::cout << (command.json ? fingerprint_json(facts) + "\n" : fingerprint_text(facts)) << std::flush;
  return results::ExitCode::good;
}

}  // namespace

results::ExitCode perform(const FingerprintCommand& command, Launcher& launcher) {
  if (!needs_facts(command)) return show_difference(command, {});
  Catalogue catalogue = program_catalogue(RunOptions().timeout);
  const std::unique_ptr<World> job = open_job_world(catalogue, launcher);
  SoloWorld solo;
  World& world = job ? *job : solo;
  launcher.speaks = world.rank() == 0;
  std::vector<results::Fact> facts;
  try {
    facts = facts_of_everything(world, catalogue, command.identify ? Identify::yes : Identify::no);
  } catch (const std::exception& error) {  // of this rank alone: the others would wait for it for ever
    if (world.size() == 1) throw;
    fmt::print(stderr, "gpubench: rank {}: {}\n", world.rank(), results::sanitize(error.what()));
    launcher.speaks = false;
    world.abort(static_cast<int>(results::ExitCode::software));
    throw;
  }
  return world.rank() == 0 ? show_facts_of_job(command, facts) : results::ExitCode::good;
}

}  // namespace gpubench
