#include <algorithm>

#include "harness/fingerprint/build.hpp"
#include "harness/fingerprint/container.hpp"
#include "harness/fingerprint/environment.hpp"
#include "harness/fingerprint/fingerprint.hpp"
#include "harness/fingerprint/libraries.hpp"
#include "harness/fingerprint/operating_system.hpp"
#include "harness/fingerprint/order.hpp"
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

}  // namespace

std::vector<results::Fact> collect_facts(const std::vector<LibraryFact>& extra) {
  const SystemFiles files;
  return collect_facts(extra, find_place(files), files);
}

std::vector<results::Fact> collect_facts(const std::vector<LibraryFact>& extra, const Place& place,
                                         const SystemFiles& files) {
  const Privacy privacy = Privacy::of_this_process();
  std::vector<results::Fact> facts;
  const auto append = [&facts](std::vector<results::Fact> more) {
    facts.insert(facts.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  };
  append(collect_build(privacy));
  append(collect_operating_system(files));
  append(collect_loaded_versions());
  append(collect_libraries());
  append(module_facts(extra, privacy));
  append(parse_cpuinfo(files.text("/proc/cpuinfo").value_or("")));
  append(parse_meminfo(files.text("/proc/meminfo").value_or("")));
  append(collect_kernel_settings(files));
  append(collect_frequency(files, place));
  append(collect_device(files, place));
  append(collect_surroundings(files));
  append(collect_environment(privacy));
  std::sort(facts.begin(), facts.end(), fact_before);
  return facts;
}

}  // namespace gpubench
