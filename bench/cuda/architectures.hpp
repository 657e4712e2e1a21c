/// Architectures: which devices this build's kernels run on.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace gpubench {

/// Why kernels built for `architectures` ("sm_80 sm_90 compute_90", as kCudaArchitectures says it) do not run
/// on a device of that compute capability, 86 of 8.6; nothing where they do. Code of sm_XY runs on X.Y and
/// later of X; PTX of compute_XY is made code for X.Y and all later by the driver; a name that ends in a
/// letter holds for a single capability (a) or for what sm_XY runs on (f). Throws std::invalid_argument where
/// a word is no architecture. Source: CUDA C++ Programming Guide, "Binary Compatibility", "PTX
/// Compatibility".
std::optional<std::string> lack_of_code(std::string_view architectures, int compute_capability);

}  // namespace gpubench
