/// Libraries: which builds of the shared libraries that matter are mapped into this process, scope loaded.
#pragma once
#include "harness/fingerprint/facts.hpp"

namespace gpubench {

/// Whether a library's build can change a measurement: C and C++ run time, threads, MPI, BLAS, CUDA and their
/// like.
bool is_library_of_interest(std::string_view file_name);

/// Key "library.<soname up to .so>", value the file's own name (its full version) and its GNU build id: two
/// builds of one version differ in the latter. Folders are left out: they differ between sites and may be
/// homes.
std::vector<results::Fact> collect_libraries();

}  // namespace gpubench
