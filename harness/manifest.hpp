/// Manifest: what a module would register, written at build time, so that a module that can't load still says
/// which cases were lost.
#pragma once
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "bench/api/registrar.hpp"

namespace gpubench {

/// One benchmark of a manifest. Points are those of a nominal machine (Manifest::nominal_machine).
struct ManifestEntry {
  Description description;
  std::vector<Axes> quick, standard, thorough;
};

/// A library looked for before the module is opened: see RequiredLibrary.
struct Requirement {
  std::string file;
  std::string reason;
};

struct Manifest {
  std::string module;
  std::string build_id;
  std::vector<ManifestEntry> entries;
  std::vector<Requirement> required;
};

/// 32 KiB, 1 MiB, 32 MiB caches, 8 GiB of memory, 2 ranks, 1 thread: points of a module that can't be asked.
Machine nominal_machine();

/// The manifest of what was registered. required: ModuleInfo::required.
Manifest make_manifest(const std::string& module, const std::vector<std::unique_ptr<Benchmark>>& benchmarks,
                       const RequiredLibrary* required = nullptr);
std::string to_json(const Manifest& manifest);
/// What `list --json` and a manifest say of a benchmark.
nlohmann::ordered_json description_to_json(const Description& description);
/// Throws std::runtime_error saying what is wrong.
Manifest manifest_from_json(const std::string& text);

}  // namespace gpubench
