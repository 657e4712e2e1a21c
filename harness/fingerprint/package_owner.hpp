/// PackageOwner: which package a mapped library comes from, as far as names tell.
#pragma once
#include <string_view>

namespace gpubench {

/// Whether a package's name is one that holds a library of this stem: "libopenblas0-pthread",
/// "openblas-openmp" (rpm), "openblas" (conda) hold "libopenblas"; "nvidia-cublas-cu13" (Python) holds
/// "libcublasLt". Distributions name a package after the library and its version (Debian Policy 8.1);
/// headers, debug symbols and documents are other packages.
bool may_own(std::string_view package, std::string_view stem);

}  // namespace gpubench
