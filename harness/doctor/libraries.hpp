/// Libraries: are those that were loaded the ones this machine and this build are best served with?
#pragma once
#include "harness/doctor/finding.hpp"
#include "harness/doctor/readings.hpp"

namespace gpubench::doctor {

/// "library.blas": OpenBLAS runs the kernels of this processor. "library.copies": each library is there once.
/// "library.version.<name>": what was loaded is that which the module was compiled against, or a newer one
/// that promises to be like it. Of libraries whose modules could be opened.
Findings check_libraries(const Readings& readings);

}  // namespace gpubench::doctor
