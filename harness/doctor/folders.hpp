/// Folders: can a run write what it must keep?
#pragma once
#include "harness/doctor/finding.hpp"
#include "harness/doctor/readings.hpp"

namespace gpubench::doctor {

/// "folder.output" and "folder.temporary".
Findings check_folders(const Readings& readings);

}  // namespace gpubench::doctor
