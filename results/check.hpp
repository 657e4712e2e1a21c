/// Check: what must hold of a case or a launch before it is written, and again after it was read from a file
/// that may come from anywhere. Limits are the same on both sides, so that what is written can be read.
#pragma once
#include <cstddef>
#include <string_view>

#include "results/model.hpp"

namespace gpubench::results {

inline constexpr std::size_t kTextBytesMax = std::size_t{1} << 20;    ///< Of one string.
inline constexpr std::size_t kCellBytesMax = std::size_t{1} << 16;    ///< Of one text in a table of a launch.
inline constexpr std::size_t kMatrixBytesMax = std::size_t{1} << 30;  ///< Of one matrix.
inline constexpr std::size_t kTableBytesMax = std::size_t{1} << 28;   ///< Of one compound table, unpacked.
inline constexpr std::size_t kNamesMax = 64;  ///< Of disturbance or telemetry, in a case.

/// Id, texts, participants ascending, shapes (a row a participant, one shape for samples, starts and
/// disturbances), finite work and wall shares, no NaN. Throws DataError naming place.
void check(const Case& c, std::string_view place);
/// ULID, texts, and tables that fit their limit. Throws DataError naming place.
void check(const Launch& launch, std::string_view place);

}  // namespace gpubench::results
