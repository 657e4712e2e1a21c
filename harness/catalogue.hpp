/// Catalogue: every benchmark this build knows, whether or not its module can be opened here.
#pragma once
#include <string>
#include <vector>

#include "bench/api/benchmark.hpp"
#include "harness/modules.hpp"

namespace gpubench {

/// One benchmark: of the program, or of a module.
struct CatalogueEntry {
  Description description;
  Module* module = nullptr;                 ///< Null for the program's own.
  const ManifestEntry* manifest = nullptr;  ///< Of a module's benchmark.
  const Benchmark* benchmark = nullptr;     ///< Null until its module is opened.
};

class Catalogue {
 public:
  /// Host benchmarks first, then each module's, in a fixed order. Opens no module.
  Catalogue(std::vector<std::unique_ptr<Benchmark>> own, std::vector<Module> modules);

  std::vector<CatalogueEntry>& entries() { return entries_; }
  const std::vector<CatalogueEntry>& entries() const { return entries_; }
  Module* find_module(const std::string& name);
  std::vector<Module>& modules() { return modules_; }
  const std::vector<Module>& modules() const { return modules_; }
  /// Opens the entry's module where it has one and it is closed. Returns the benchmark, or null with the
  /// module's reason().
  const Benchmark* open(CatalogueEntry& entry);

 private:
  std::vector<std::unique_ptr<Benchmark>> own_;
  std::vector<Module> modules_;
  std::vector<CatalogueEntry> entries_;
};

}  // namespace gpubench
