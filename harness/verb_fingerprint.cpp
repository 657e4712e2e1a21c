#include <fmt/format.h>

#include <exception>
#include <iostream>

#include "harness/devices.hpp"
#include "harness/fingerprint/own_facts.hpp"
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

}  // namespace

results::ExitCode perform(const FingerprintCommand& command, Launcher& launcher) {
  Catalogue catalogue = program_catalogue(RunOptions().timeout);
  const std::unique_ptr<World> job = open_job_world(catalogue, launcher);
  SoloWorld solo;
  World& world = job ? *job : solo;
  launcher.speaks = world.rank() == 0;
  try {
    const auto facts = facts_of_everything(world, catalogue, command.identify ? Identify::yes : Identify::no);
    if (world.rank() == 0)
      std::cout << (command.json ? fingerprint_json(facts) + "\n" : fingerprint_text(facts)) << std::flush;
  } catch (const std::exception& error) {  // of this rank alone: the others would wait for it for ever
    if (world.size() == 1) throw;
    fmt::print(stderr, "gpubench: rank {}: {}\n", world.rank(), results::sanitize(error.what()));
    launcher.speaks = false;
    world.abort(static_cast<int>(results::ExitCode::software));
    throw;
  }
  return results::ExitCode::good;
}

}  // namespace gpubench
