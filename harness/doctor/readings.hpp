/// Readings: all that the doctor's checks look at, so that a test can hand them another machine's.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "bench/api/registrar.hpp"
#include "harness/doctor/devices.hpp"
#include "harness/doctor/gemm.hpp"
#include "harness/launcher.hpp"
#include "harness/place.hpp"
#include "harness/system_files.hpp"

namespace gpubench::doctor {

/// A module as `list` says it is.
struct ModuleState {
  std::string name;
  std::string reason;         ///< Why it can't be used; empty: it can.
  bool needs_driver = false;  ///< It requires the CUDA driver's library.
};

/// What the loader and NVML say of the NVIDIA driver; its other traces are among the files.
struct DriverState {
  bool has_library = false;                    ///< The loader finds libcuda.so.1.
  std::optional<std::string> management = "";  ///< NVML's complaint; empty where it has none; absent
                                               ///< where the loader finds no NVML.
  std::vector<DeviceState> devices;            ///< Of NVML.
};

/// The files of one name that the loader could take; it takes the first.
struct LibraryCopies {
  std::string name;  ///< "libcudnn.so.9"
  std::vector<std::string> files;
};

/// A folder that a run writes to.
struct FolderState {
  std::string path;
  bool writable = false;
  std::optional<Bytes> free;
};

struct Readings {
  SystemFiles files;
  EnvironmentReader environment;
  Launcher launcher;
  Place place;
  std::vector<ModuleState> modules;
  std::vector<LibraryFact> facts;  ///< Of the modules that could be opened.
  DriverState driver;
  std::optional<Bytes> shared_memory;  ///< Free in /dev/shm; absent: there is no such file system.
  std::optional<Bytes> locked_memory;  ///< What may be locked; absent: no limit.
  std::vector<LibraryCopies> copies;   ///< Of names that are found at all.
  FolderState output, temporary;
  std::optional<GemmTimes> gemm;  ///< Absent where this process has no device.
};

/// TMPDIR, or /tmp where it is not set or empty.
std::string temporary_folder(const EnvironmentReader& environment);

/// Of this process and the modules beside the program. Opens the modules that can be used, as `fingerprint`
/// does, and where there is a device times a product on it. Throws std::system_error where the kernel does
/// not tell the affinity.
Readings take_readings(const Launcher& launcher);

}  // namespace gpubench::doctor
