/// Registrar: what a module hands over. Module: the one C function it exports.
#pragma once
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "bench/api/benchmark.hpp"

namespace gpubench {

/// A fact a module knows of the library behind it ("openblas_corename", "Haswell"); scope "loaded".
struct LibraryFact {
  std::string key;
  std::string value;
};

class Registrar {
 public:
  virtual ~Registrar() = default;
  virtual void add(std::unique_ptr<Benchmark> benchmark) = 0;
};

/// A registrar that keeps what it is handed.
class Collection final : public Registrar {
 public:
  void add(std::unique_ptr<Benchmark> benchmark) override { benchmarks.push_back(std::move(benchmark)); }
  std::vector<std::unique_ptr<Benchmark>> benchmarks;
};

/// What the exported function returns: plain data, so that the build id is compared before any C++ type
/// crosses.
struct ModuleInfo {
  const char* build_id;
  const char* name;
  /// Adds the module's benchmarks. Returns null, or a static text that says what failed; throws nothing.
  const char* (*register_benchmarks)(Registrar&) noexcept;
  /// Facts of the library as loaded; null where the module has none. Throws nothing (an empty list instead).
  std::vector<LibraryFact> (*library_facts)() noexcept;
  /// The world of the running job; null in modules that are no transport. Called once.
  std::unique_ptr<World> (*open_world)(std::string& reason) noexcept;
};

/// Every module exports `extern "C" const gpubench::ModuleInfo* gpubench_module()`.
inline constexpr const char* kModuleSymbol = "gpubench_module";
using ModuleFunction = const ModuleInfo* (*)();

/// Identifies the sources and compiler this program or module was built from; generated.
extern const char* const kBuildId;
extern const char* const kVersion;        ///< "0.1.0"
extern const char* const kCompilerFlags;  ///< Compiler, version and flags of this build.

}  // namespace gpubench
