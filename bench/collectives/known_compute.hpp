/// Known compute: arithmetic that takes as long as it is asked to, and whose result is known.
#pragma once
#include <cstdint>
#include <span>

namespace gpubench {

/// What one round adds to each value.
inline constexpr double kRoundAdds = 2;

/// rounds times: x = -x + 1; x = -x + 3, for each x in turn: exact for integers up to 2^53. One thread.
void compute_rounds(std::span<double> values, std::uint64_t rounds);

}  // namespace gpubench
