/// Rounded size: a size for people, where format_size() would print every byte.
#pragma once
#include <string>

#include "bench/api/units.hpp"

namespace gpubench {

/// Four significant digits of the largest binary unit that leaves at least 1: "23.51 GiB".
std::string rounded_size(Bytes size);

}  // namespace gpubench
