/// Registrar: what a module hands over. Module: the one C function it exports.
#pragma once
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "bench/api/benchmark.hpp"
#include "bench/api/devices.hpp"

namespace gpubench {

/// A fact a module knows of the library behind it ("openblas.corename", "Haswell"); scope "loaded".
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

/// A library a module opens itself, or that a library it links opens: looked for before the module is opened,
/// so that no large library is loaded in vain.
struct RequiredLibrary {
  const char* file;    ///< "libcuda.so.1"
  const char* reason;  ///< "no CUDA driver"
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
  std::unique_ptr<World> (*open_world)(std::string& reason) noexcept = nullptr;
  /// The devices of this process; null, with the reason ("no CUDA device"), where there are none. Null in
  /// modules that have no devices of their own. Called once.
  std::unique_ptr<DeviceProvider> (*open_devices)(std::string& reason) noexcept = nullptr;
  /// A data plane over the memory of a backend: "nccl". Collective over group, one distinct device a rank;
  /// limit: how long any one call, this one too, may wait for another rank. Null, with the reason, on every
  /// rank where it can't be had.
  std::unique_ptr<Communicator> (*make_communicator)(World& group, Backend& backend, Seconds limit,
                                                     std::string& reason) noexcept = nullptr;
  /// Ends with a null file; null where nothing is required beyond what the module links.
  const RequiredLibrary* required = nullptr;
};

/// Every module exports `extern "C" const gpubench::ModuleInfo* gpubench_module()`.
inline constexpr const char* kModuleSymbol = "gpubench_module";
using ModuleFunction = const ModuleInfo* (*)();

/// Identifies the sources and compiler this program or module was built from; generated.
extern const char* const kBuildId;
extern const char* const kVersion;        ///< "0.1.0"
extern const char* const kCompilerFlags;  ///< Compiler, version and flags of this build.
/// What its CUDA kernels are built for, "sm_80 sm_90 compute_90"; empty where there are none.
extern const char* const kCudaArchitectures;

}  // namespace gpubench
