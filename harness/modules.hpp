/// Modules: shared libraries beside the program, opened only when the plan needs them.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "bench/api/registrar.hpp"
#include "harness/manifest.hpp"

namespace gpubench {

/// One module as found beside the program: its manifest, and once opened, its benchmarks.
class Module {
 public:
  Module(std::filesystem::path library, Manifest manifest);
  /// A module whose manifest can't be read still has a name and a reason.
  Module(std::filesystem::path library, std::string name, std::string reason);

  const std::string& name() const { return name_; }
  const Manifest& manifest() const { return manifest_; }
  /// Opens and registers on the first call. Returns whether it is usable; reason() says why not. Never
  /// throws.
  bool open();
  const std::string& reason() const { return reason_; }
  const std::vector<std::unique_ptr<Benchmark>>& benchmarks() const { return benchmarks_; }
  std::vector<LibraryFact> library_facts() const;
  /// The job's world; null, with reason() set, where the module is no transport or can't start.
  std::unique_ptr<World> open_world();
  /// The devices of this process; null, with the reason, where there are none or the module has no devices of
  /// its own. Called once.
  std::unique_ptr<DeviceProvider> open_devices(std::string& reason);
  /// A data plane over the backend's memory, each of whose calls waits no longer than the limit; null, with
  /// the reason, where it can't be had. Collective over the group: where one rank has none, so have all.
  std::unique_ptr<Communicator> make_communicator(World& group, Backend& backend, Seconds limit,
                                                  std::string& reason);
  /// Cheap: does everything the module's library needs, or opens itself, exist? Empty, or the reason. Opens
  /// nothing but ELF headers.
  std::string probe() const;

 private:
  std::filesystem::path library_;
  std::string name_;
  Manifest manifest_;
  std::string reason_;
  const ModuleInfo* info_ = nullptr;
  bool tried_ = false;
  std::vector<std::unique_ptr<Benchmark>> benchmarks_;
};

/// Where modules are looked for: $GPUBENCH_MODULES, else the program's folder, else ../lib*/gpubench beside
/// it.
std::filesystem::path module_folder();
/// All modules of the folder, by manifest, sorted by name.
std::vector<Module> find_modules(const std::filesystem::path& folder);

}  // namespace gpubench
