#include "harness/program_catalogue.hpp"

#include <algorithm>

#include "bench/host/list.hpp"
#include "harness/cold_start.hpp"

namespace gpubench {
namespace {

/// What the first result of a backend is of; empty where the module has no devices of its own: those of a
/// backend are provided by the module of its name.
std::string first_operation(const Module& module) {
  std::string first;
  for (const ManifestEntry& entry : module.manifest().entries) {
    const Description& description = entry.description;
    if (description.backend != module.name() || description.scope != Scope::device) continue;
    if (description.name == kFirstOperation) return description.name;
    if (first.empty()) first = description.name;
  }
  return first;
}

}  // namespace

Catalogue program_catalogue(Seconds timeout) {
  std::vector<std::unique_ptr<Benchmark>> own = host_benchmarks();
  std::vector<Module> modules = find_modules(module_folder());
  own.push_back(cold_start_benchmark("host", kFirstOperation, timeout));
  for (const Module& module : modules)
    if (const std::string operation = first_operation(module); !operation.empty())
      own.push_back(cold_start_benchmark(module.name(), operation, timeout));
  return {std::move(own), std::move(modules)};
}

}  // namespace gpubench
