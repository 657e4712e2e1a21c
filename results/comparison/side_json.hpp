/// SideJson: which launches a side has, for machines.
#pragma once
#include <nlohmann/json_fwd.hpp>

#include "results/comparison/side.hpp"

namespace gpubench::results {

/// {"name", "warnings", "launches": [{"ulid", "file", "complete", ...}]}; what is not known is not there.
nlohmann::ordered_json side_json(const Side& side);

}  // namespace gpubench::results
