#include "harness/doctor/readings.hpp"

#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include "bench/nvml/library.hpp"
#include "harness/doctor/devices.hpp"
#include "harness/doctor/driver.hpp"
#include "harness/doctor/gemm.hpp"
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
    try {
      if (const auto library = nvml::Library::open(*state.management)) state.devices = read_devices(*library);
    } catch (const std::runtime_error& error) {
      state.management = error.what();
    }
  }
  return state;
}

/// The libraries of which a second copy has misled people: those that modules open or link.
std::vector<LibraryCopies> library_copies(const LibrarySearch& search) {
  constexpr const char* kNames[] = {"libmpi.so.40",    "libmpi.so.12",     "libopenblas.so.0", "libdnnl.so.2",
                                    "libcublas.so.13", "libcufft.so.12",   "libcudnn.so.9",    "libnccl.so.2",
                                    "libcuda.so.1",    "libnvidia-ml.so.1"};
  std::vector<LibraryCopies> all;
  for (const char* name : kNames) {
    LibraryCopies copies{name, {}};
    for (const auto& file : search.find_all(name)) copies.files.push_back(file.string());
    if (!copies.files.empty()) all.push_back(std::move(copies));
  }
  return all;
}

std::optional<Bytes> free_in(const std::string& folder) {
  struct statvfs room {};
  if (statvfs(folder.c_str(), &room) != 0) return std::nullopt;
  return Bytes{static_cast<std::uint64_t>(room.f_bavail) * room.f_frsize};
}

FolderState folder_state(const std::string& path) {
  return {path, access(path.c_str(), W_OK | X_OK) == 0, free_in(path)};
}

std::optional<Bytes> locked_memory_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_MEMLOCK, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return std::nullopt;
  return Bytes{limit.rlim_cur};
}

ModuleState module_state(const Module& module) {
  const auto& required = module.manifest().required;
  return {module.name(), module.probe(), std::ranges::any_of(required, [](const Requirement& library) {
            return library.file == kDriverLibrary;
          })};
}

}  // namespace

std::string temporary_folder(const EnvironmentReader& environment) {
  const char* folder = environment("TMPDIR");
  return folder != nullptr && *folder != '\0' ? folder : "/tmp";
}

Readings take_readings(const Launcher& launcher) {
  Readings readings;
  readings.environment = [](const char* name) -> const char* { return std::getenv(name); };
  readings.launcher = launcher;
  readings.place = find_place(readings.files);
  const LibrarySearch search = LibrarySearch::system();
  readings.driver = driver_state(search);
  readings.copies = library_copies(search);
  readings.shared_memory = free_in("/dev/shm");
  readings.locked_memory = locked_memory_limit();
  readings.output = folder_state(".");
  readings.temporary = folder_state(temporary_folder(readings.environment));
  Catalogue catalogue({}, find_modules(module_folder()));
  for (Module& module : catalogue.modules()) {
    const bool is_open = module.open();  // first: some of what is there can't be loaded
    readings.modules.push_back(module_state(module));
    if (!is_open) continue;
    for (LibraryFact& fact : module.library_facts()) readings.facts.push_back(std::move(fact));
  }
  readings.gemm =
      time_gemm(catalogue, readings.place, readings.files);  // last: what it uses is not read above
  return readings;
}

}  // namespace gpubench::doctor
