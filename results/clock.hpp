/// The wall clock, as result files tell it.
#pragma once
#include <optional>
#include <string>

namespace gpubench::results {

/// ISO 8601, UTC, milliseconds: "2026-01-31T12:34:56.789Z".
std::string utc_now();
/// Its date: "2026-01-31".
std::string utc_today();

/// Seconds since 1970 of such a text, with or without milliseconds; nothing where it is none.
std::optional<double> epoch_seconds(const std::string& utc);

}  // namespace gpubench::results
