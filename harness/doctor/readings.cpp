#include "harness/doctor/readings.hpp"

#include <algorithm>
#include <cstdlib>

#include "bench/nvml/library.hpp"
#include "harness/doctor/driver.hpp"
#include "harness/library_search.hpp"
#include "harness/modules.hpp"

namespace gpubench::doctor {
namespace {

DriverState driver_state(const LibrarySearch& search) {
  DriverState state;
  state.has_library = search.finds(kDriverLibrary);
  if (!search.finds(nvml::kLibraryFile)) {
    state.management.reset();
  } else {
    nvml::Library::open(*state.management);
  }
  return state;
}

ModuleState module_state(const Module& module) {
  const auto& required = module.manifest().required;
  return {module.name(), module.probe(), std::ranges::any_of(required, [](const Requirement& library) {
            return library.file == kDriverLibrary;
          })};
}

}  // namespace

Readings take_readings(const Launcher& launcher) {
  Readings readings;
  readings.environment = [](const char* name) -> const char* { return std::getenv(name); };
  readings.launcher = launcher;
  readings.place = find_place(readings.files);
  readings.driver = driver_state(LibrarySearch::system());
  for (Module& module : find_modules(module_folder())) {
    readings.modules.push_back(module_state(module));
    if (!module.open()) continue;
    for (LibraryFact& fact : module.library_facts()) readings.facts.push_back(std::move(fact));
  }
  return readings;
}

}  // namespace gpubench::doctor
