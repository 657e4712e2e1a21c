#include "harness/doctor/folders.hpp"

#include <fmt/format.h>

#include "harness/rounded_size.hpp"

namespace gpubench::doctor {
namespace {

/// Journal and result file of a thorough run over a thousand ranks are about 50 MB each.
constexpr Bytes kRoomEnough = 128_MiB;

Finding check_folder(const std::string& id, const FolderState& folder, const std::string& use_another) {
  if (!folder.writable)
    return {id, Result::warning, fmt::format("{} can't be written to", folder.path), use_another};
  if (!folder.free) return {id, Result::unknown, fmt::format("{} does not tell its room", folder.path), ""};
  const std::string evidence = fmt::format("{} free in {}", rounded_size(*folder.free), folder.path);
  if (*folder.free < kRoomEnough)
    return {id, Result::warning, evidence + ": a large run needs more", use_another};
  return {id, Result::good, evidence, ""};
}

}  // namespace

Findings check_folders(const Readings& readings) {
  return {check_folder("folder.output", readings.output,
                       "start it in another folder, or name one: --output /other/folder/today.h5"),
          check_folder("folder.temporary", readings.temporary,
                       "export TMPDIR=/other/folder (Open MPI keeps its sessions there)")};
}

}  // namespace gpubench::doctor
