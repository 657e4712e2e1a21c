/// Modules: which of gpubench's modules can be used here, as `list` says.
#pragma once
#include "harness/doctor/finding.hpp"
#include "harness/doctor/readings.hpp"

namespace gpubench::doctor {

/// "module.<name>", for each that there is: good, or a warning with the reason. Of a kind without its device
/// on this machine, and not built at all: a note. Modules that are none of these are not looked for.
Findings check_modules(const Readings& readings);

}  // namespace gpubench::doctor
