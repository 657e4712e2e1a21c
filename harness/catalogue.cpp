#include "harness/catalogue.hpp"

#include <utility>

namespace gpubench {

Catalogue::Catalogue(std::vector<std::unique_ptr<Benchmark>> own, std::vector<Module> modules)
    : own_(std::move(own)), modules_(std::move(modules)) {
  for (const auto& benchmark : own_)
    entries_.push_back({benchmark->description(), nullptr, nullptr, benchmark.get()});
  for (Module& module : modules_) {
    for (const ManifestEntry& entry : module.manifest().entries) {
      entries_.push_back({entry.description, &module, &entry, nullptr});
    }
  }
}

Module* Catalogue::find_module(const std::string& name) {
  for (Module& module : modules_) {
    if (module.name() == name) return &module;
  }
  return nullptr;
}

const Benchmark* Catalogue::open(CatalogueEntry& entry) {
  if (entry.benchmark != nullptr || entry.module == nullptr || !entry.module->open()) return entry.benchmark;
  for (const auto& benchmark : entry.module->benchmarks()) {
    const Description& description = benchmark->description();
    if (description.name == entry.description.name && description.backend == entry.description.backend) {
      entry.benchmark = benchmark.get();
      entry.description = description;
    }
  }
  return entry.benchmark;
}

}  // namespace gpubench
