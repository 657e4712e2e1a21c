#include "harness/modules.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string_view>

#include "harness/library_search.hpp"

namespace gpubench {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kManifestSuffix = ".cases.json";

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string other_build(const std::string& build_id) {
  return fmt::format("module of another build ({}, the program is {}): build and install both together",
                     build_id, kBuildId);
}

/// Why the loader could not load it, or empty.
std::string missing_library(const fs::path& library) {
  try {
    const std::string missing = LibrarySearch::system().first_missing(library);
    if (missing.empty()) return {};
    return fmt::format("{} is not found: install it or add its folder to LD_LIBRARY_PATH", missing);
  } catch (const std::exception& error) {
    return one_line(error.what());
  }
}

/// "no CUDA driver (libcuda.so.1 is not found)", of the first that is missing; empty where none is.
std::string missing_requirement(const std::vector<Requirement>& required) {
  if (required.empty()) return {};
  const LibrarySearch search = LibrarySearch::system();
  for (const Requirement& library : required) {
    if (!search.finds(library.file))
      return one_line(fmt::format("{} ({} is not found)", library.reason, library.file));
  }
  return {};
}

/// Throws std::runtime_error.
std::string read_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  if (!(text << file.rdbuf())) throw std::runtime_error("cannot be read");
  return text.str();
}

bool holds_manifests(const fs::path& folder) {
  std::error_code ignored;
  for (const auto& file : fs::directory_iterator(folder, ignored)) {
    if (file.path().filename().string().ends_with(kManifestSuffix)) return true;
  }
  return false;
}

}  // namespace

Module::Module(fs::path library, Manifest manifest)
    : library_(std::move(library)), name_(manifest.module), manifest_(std::move(manifest)) {}

Module::Module(fs::path library, std::string name, std::string reason)
    : library_(std::move(library)), name_(std::move(name)), reason_(std::move(reason)), tried_(true) {}

bool Module::open() {
  if (tried_) return info_ != nullptr;
  tried_ = true;
  if (manifest_.build_id != kBuildId) {
    reason_ = other_build(manifest_.build_id);
    return false;
  }
  // A vendor's library is hundreds of megabytes: not loaded where it could do nothing.
  if (reason_ = missing_requirement(manifest_.required); !reason_.empty()) return false;
  // Never closed: MPI and vendor libraries leave threads and exit handlers behind that would run unmapped
  // code.
  void* handle = dlopen(library_.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) {
    const std::string loader_says = dlerror();
    reason_ = missing_library(library_);
    if (reason_.empty()) reason_ = one_line(fmt::format("cannot be loaded: {}", loader_says));
    return false;
  }
  const auto function = reinterpret_cast<ModuleFunction>(dlsym(handle, kModuleSymbol));
  const ModuleInfo* info = function != nullptr ? function() : nullptr;
  if (info == nullptr) {
    reason_ = fmt::format("{} is no module of gpubench: it has no {}", library_.string(), kModuleSymbol);
    return false;
  }
  if (std::strcmp(info->build_id, kBuildId) != 0) {
    reason_ = other_build(info->build_id);
    return false;
  }
  Collection registered;
  if (const char* failure = info->register_benchmarks(registered)) {
    reason_ = one_line(failure);
    return false;
  }
  benchmarks_ = std::move(registered.benchmarks);
  info_ = info;
  return true;
}

std::string Module::probe() const {
  if (tried_) return reason_;
  if (manifest_.build_id != kBuildId) return other_build(manifest_.build_id);
  const std::string missing = missing_requirement(manifest_.required);
  return missing.empty() ? missing_library(library_) : missing;
}

std::vector<LibraryFact> Module::library_facts() const {
  if (info_ == nullptr || info_->library_facts == nullptr) return {};
  return info_->library_facts();
}

std::unique_ptr<World> Module::open_world() {
  if (!open()) return nullptr;
  if (info_->open_world == nullptr) {
    reason_ = fmt::format("module {} is no transport", name_);
    return nullptr;
  }
  return info_->open_world(reason_);
}

std::unique_ptr<DeviceProvider> Module::open_devices(std::string& reason) {
  if (!open()) {
    reason = reason_;
  } else if (info_->open_devices == nullptr) {
    reason = "it has no devices";
  } else {
    return info_->open_devices(reason);
  }
  return nullptr;
}

std::unique_ptr<Communicator> Module::make_communicator(World& group, Backend& backend, Seconds limit,
                                                        std::string& reason) {
  double able = 0;
  if (!open()) {
    reason = reason_;
  } else if (info_->make_communicator == nullptr) {
    reason = "it is no transport over a device's memory";
  } else {
    able = 1;
  }
  group.all_reduce_min(std::span(&able, 1));  // the module's own call is collective
  if (able > 0) return info_->make_communicator(group, backend, limit, reason);
  if (reason.empty()) reason = "another rank has no such module";
  return nullptr;
}

fs::path module_folder() {
  if (const char* given = std::getenv("GPUBENCH_MODULES"); given != nullptr && *given != '\0') return given;
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed).parent_path();
  if (holds_manifests(program)) return program;
  // An installed tree: bin/gpubench beside lib, lib64 or lib/<multiarch>.
  std::vector<fs::path> candidates;
  for (const auto& folder : fs::directory_iterator(program.parent_path(), failed)) {
    if (!folder.path().filename().string().starts_with("lib")) continue;
    candidates.push_back(folder.path() / "gpubench");
    for (const auto& inner : fs::directory_iterator(folder.path(), failed))
      candidates.push_back(inner.path() / "gpubench");
  }
  std::sort(candidates.begin(), candidates.end());
  const auto found = std::find_if(candidates.begin(), candidates.end(), holds_manifests);
  return found != candidates.end() ? *found : program;
}

std::vector<Module> find_modules(const fs::path& folder) {
  std::vector<Module> modules;
  std::error_code ignored;
  for (const auto& file : fs::directory_iterator(folder, ignored)) {
    std::string name = file.path().filename().string();
    if (!name.ends_with(kManifestSuffix)) continue;
    name.resize(name.size() - kManifestSuffix.size());
    const fs::path library = folder / fmt::format("gpubench_{}.so", name);
    try {
      modules.emplace_back(library, manifest_from_json(read_text(file.path())));
    } catch (const std::exception& error) {
      modules.emplace_back(library, name,
                           one_line(fmt::format("{}: {}", file.path().string(), error.what())));
    }
  }
  std::sort(modules.begin(), modules.end(),
            [](const Module& a, const Module& b) { return a.name() < b.name(); });
  return modules;
}

}  // namespace gpubench
