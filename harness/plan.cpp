#include "harness/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <iterator>
#include <map>
#include <set>

#include "harness/manifest.hpp"
#include "harness/order.hpp"
#include "harness/rounded_size.hpp"
#include "harness/selection.hpp"

namespace gpubench {
namespace {

const std::vector<Axes>& manifest_points(const ManifestEntry& manifest, Profile profile) {
  switch (profile) {
    case Profile::quick:
      return manifest.quick;
    case Profile::standard:
      return manifest.standard;
    case Profile::thorough:
      break;
  }
  return manifest.thorough;
}

/// All that measuring and recording will ask the benchmark about this point, so that what it throws loses
/// this point only.
void ask_benchmark(PlannedCase& planned, const Machine& machine) {
  const Benchmark& benchmark = *planned.benchmark;
  planned.across_ranks = benchmark.across_ranks(planned.axes);
  planned.barrier_between = benchmark.barrier_between(planned.axes);
  planned.ranks_used = benchmark.ranks_used(machine.ranks);
  planned.transport = benchmark.transport(planned.axes);
  planned.ceiling = benchmark.ceiling(planned.axes);
  planned.sets_ceiling = benchmark.ceiling_role(planned.axes) == CeilingRole::sets;
  planned.work = benchmark.work(planned.axes, machine);
}

/// Why this point is not measured here; empty where it is. Fills what planning needs of the benchmark on the
/// way.
std::string check_case(PlannedCase& planned, const Machine& machine) {
  const Description& description = planned.description;
  if (std::string refused = unaccepted_value(description, planned.axes); !refused.empty()) return refused;
  if (machine.ranks < description.ranks_min && description.backend != "host") {
    return fmt::format("needs {} distinct {} devices, this run has {}", description.ranks_min,
                       description.backend, machine.ranks);
  }
  if (machine.ranks < description.ranks_min) {
    return fmt::format("needs {0} ranks, this run has {1}: start it with mpirun -n {0}",
                       description.ranks_min, machine.ranks);
  }
  if (auto obstacle = planned.benchmark->obstacle(planned.axes, machine)) return *obstacle;
  ask_benchmark(planned, machine);
  planned.memory = planned.benchmark->memory_needed(planned.axes, machine);
  if (planned.memory > machine.memory_available) {
    return fmt::format("needs {} of memory for each participant, {} are available",
                       rounded_size(planned.memory), rounded_size(machine.memory_available));
  }
  planned.cold = planned.axes.has("cache") && planned.axes.text("cache") == "cold";
  if (planned.cold && 2 * planned.memory <= machine.memory_available) {
    planned.buffer_sets = 2;
    planned.memory = 2 * planned.memory;
  }
  planned.batch = plan_batch(*planned.benchmark, planned.axes, machine);
  return {};
}

std::vector<PlannedCase> plan_entry(Catalogue& catalogue, CatalogueEntry& entry,
                                    const std::vector<AxisSetting>& settings, Profile profile,
                                    const Machines& machines) {
  const Machine* whole = machines.of(entry.description.backend);
  const Machine machine = machine_in(whole != nullptr ? *whole : nominal_machine(), entry.description.scope);
  const Benchmark* benchmark = whole != nullptr ? catalogue.open(entry) : entry.benchmark;
  std::string lost;
  if (whole == nullptr) {
    lost = machines.reason_against(entry.description.backend);
  } else if (benchmark == nullptr) {
    lost = entry.module->reason().empty()
               ? fmt::format("module {} does not hold it: its manifest is of another build",
                             entry.module->name())
               : fmt::format("module {}: {}", entry.module->name(), entry.module->reason());
  }
  std::vector<Axes> points;
  try {
    points = benchmark != nullptr ? benchmark->points(profile, machine)
                                  : manifest_points(*entry.manifest, profile);
  } catch (const std::exception& error) {
    points = {Axes{}};  // so that the benchmark does not vanish from the record
    lost = error.what();
  }
  std::vector<PlannedCase> cases;
  for (Axes& axes : apply_settings(entry.description, points, settings)) {
    PlannedCase planned;
    planned.description = entry.description;
    planned.benchmark = benchmark;
    planned.axes = std::move(axes);
    planned.skip_reason = lost;
    if (entry.description.scope == Scope::world) planned.across_ranks = AcrossRanks::max;
    try {
      if (lost.empty()) planned.skip_reason = check_case(planned, machine);
    } catch (const std::exception& error) {  // one impossible point must not lose the run
      planned.skip_reason = error.what();
    }
    cases.push_back(std::move(planned));
  }
  return cases;
}

std::string words_of(const PlannedCase& planned) {
  return case_words(planned.description.backend, planned.description.name, planned.axes.to_string());
}

/// The words in which a study asks for one case again.
bool is_asked_for(const PlannedCase& planned, const std::vector<std::string>& only) {
  return only.empty() || std::find(only.begin(), only.end(), words_of(planned)) != only.end();
}

void take_given_batch(PlannedCase& planned, const std::map<std::string, std::uint64_t>& batches) {
  const auto given = batches.find(words_of(planned));
  if (given == batches.end() || !planned.skip_reason.empty()) return;
  planned.batch = given->second;
  planned.batch_given = true;
}

/// Several modules may have an operation, and --set may bring their points together. A record holds a case
/// once: as it is measured, else with the reason of each that refuses it.
std::vector<PlannedCase> skipped_once(std::vector<PlannedCase> skipped,
                                      const std::vector<PlannedCase>& measured) {
  std::set<std::string> known;
  for (const PlannedCase& planned : measured) known.insert(words_of(planned));
  std::map<std::string, std::size_t> places;
  std::vector<PlannedCase> once;
  for (PlannedCase& planned : skipped) {
    const std::string words = words_of(planned);
    if (known.contains(words)) continue;
    const auto [place, is_new] = places.emplace(words, once.size());
    if (is_new) {
      once.push_back(std::move(planned));
    } else if (std::string& reason = once[place->second].skip_reason; reason != planned.skip_reason) {
      reason += "; " + planned.skip_reason;
    }
  }
  return once;
}

}  // namespace

std::string case_words(const std::string& backend, const std::string& name, const std::string& axes) {
  std::string words = fmt::format("{} {}{}{}", backend, name, axes.empty() ? "" : " ", axes);
  std::ranges::replace(words, '=', ':');
  return words;
}

Plan make_plan(Catalogue& catalogue, const RunOptions& options, const Machines& machines,
               std::uint64_t seed) {
  const auto entries = select_entries(catalogue, options);
  const auto settings = canonical_settings(entries, options.settings);
  std::vector<PlannedCase> measured, skipped;
  for (CatalogueEntry* entry : entries) {
    for (PlannedCase& planned : plan_entry(catalogue, *entry, settings, options.profile, machines)) {
      if (!is_asked_for(planned, options.only)) continue;
      take_given_batch(planned, options.batches);
      (planned.skip_reason.empty() ? measured : skipped).push_back(std::move(planned));
    }
  }
  skipped = skipped_once(std::move(skipped), measured);
  Plan plan;
  plan.seed = seed;
  for (std::size_t place : shuffled_order(measured.size(), seed))
    plan.cases.push_back(std::move(measured[place]));
  std::move(skipped.begin(), skipped.end(), std::back_inserter(plan.cases));
  return plan;
}

std::uint64_t plan_batch(const Benchmark& benchmark, const Axes& axes, const Machine& machine) {
  // 1000 readings of a clock of 100 ns; of several ranks, also 100 times what they enter a batch apart.
  const Seconds target{benchmark.description().scope == Scope::world ? 600e-6 : 100e-6};
  constexpr std::uint64_t kBatchMax = 1 << 20;
  constexpr double kRootOfTwo = 1.4142135623730951;  // nearest in ratio: 71 to 141 us
  if (axes.has("cache") && axes.text("cache") == "cold") return 1;
  const Seconds nominal = benchmark.nominal_time(axes, machine);
  if (!(nominal.count() > 0)) return 1;
  std::uint64_t batch = 1;
  while (batch < kBatchMax && nominal * static_cast<double>(batch) * kRootOfTwo < target) batch *= 2;
  return batch;
}

}  // namespace gpubench
