#include <algorithm>
#include <utility>

#include "harness/fingerprint/build.hpp"
#include "harness/fingerprint/container.hpp"
#include "harness/fingerprint/environment.hpp"
#include "harness/fingerprint/fingerprint.hpp"
#include "harness/fingerprint/hardware.hpp"
#include "harness/fingerprint/image.hpp"
#include "harness/fingerprint/kernel.hpp"
#include "harness/fingerprint/libraries.hpp"
#include "harness/fingerprint/names.hpp"
#include "harness/fingerprint/network.hpp"
#include "harness/fingerprint/operating_system.hpp"
#include "harness/fingerprint/order.hpp"
#include "harness/fingerprint/process_limits.hpp"
#include "harness/fingerprint/processor.hpp"

namespace gpubench {
namespace {

/// Modules read these from libraries, which may print what they like: paths of the builder, say.
std::vector<results::Fact> module_facts(const std::vector<LibraryFact>& extra, const Privacy& privacy) {
  FactList facts("loaded");
  for (const LibraryFact& fact : extra) {
    const auto objection = privacy.objection(fact.key, fact.value);
    facts.add(fact.key, objection ? "(left out: " + *objection + ")" : fact.value);
  }
  return facts.take();
}

/// Who wants names in the record need not have values left out that hold them.
Privacy privacy_of(Identify identify) {
  return identify == Identify::yes ? Privacy(names_of_this_process().home, "", "")
                                   : Privacy::of_this_process();
}

}  // namespace

std::vector<results::Fact> collect_facts(const std::vector<LibraryFact>& extra) {
  const SystemFiles files;
  const Place place = find_place(files);
  FileHashes hashes = FileHashes::of_this_user(place.host);
  return collect_facts(extra, place, files, hashes);
}

std::vector<results::Fact> collect_facts(const std::vector<LibraryFact>& extra, const Place& place,
                                         const SystemFiles& files, FileHashes& hashes, Identify identify) {
  const Privacy privacy = privacy_of(identify);
  std::vector<results::Fact> facts;
  append(facts, collect_build());
  append(facts, collect_image(files, hashes));
  append(facts, collect_operating_system(files));
  append(facts, collect_loaded_versions());
  append(facts, collect_libraries(hashes, privacy));
  append(facts, module_facts(extra, privacy));
  append(facts, parse_cpuinfo(files.text("/proc/cpuinfo").value_or("")));
  append(facts, parse_meminfo(files.text("/proc/meminfo").value_or("")));
  append(facts, collect_hypervisor());
  append(facts, collect_kernel_settings(files));
  append(facts, collect_kernel(files));
  append(facts, collect_machine(files));
  append(facts, collect_numa(files));
  append(facts, collect_huge_pages(files));
  append(facts, collect_network(files));
  append(facts, collect_infiniband(files));
  append(facts, collect_frequency(files, place));
  append(facts, collect_device(files, place));
  append(facts, collect_surroundings(files));
  append(facts, collect_process_limits());
  append(facts, collect_environment(privacy));
  if (identify == Identify::yes) append(facts, collect_names());
  std::sort(facts.begin(), facts.end(), fact_before);
  return facts;
}

bool add_new_libraries(std::vector<results::Fact>& facts, FileHashes& hashes, Identify identify) {
  std::vector<results::Fact> now = collect_libraries(hashes, privacy_of(identify));
  std::erase_if(now, [&facts](const results::Fact& one) { return std::ranges::count(facts, one) > 0; });
  const bool any = !now.empty();
  append(facts, std::move(now));
  std::sort(facts.begin(), facts.end(), fact_before);
  return any;
}

}  // namespace gpubench
