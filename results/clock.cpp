#include "results/clock.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <ctime>

namespace gpubench::results {

std::string utc_now() {
  const auto now = std::chrono::system_clock::now();
  const auto ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(now)),
                     ms);
}

std::string utc_today() {
  return utc_now().substr(0, 10);
}

std::optional<double> epoch_seconds(const std::string& utc) {
  std::tm broken{};
  int milliseconds = 0, read = 0;
  const int found = std::sscanf(utc.c_str(), "%4d-%2d-%2dT%2d:%2d:%2d%n.%3d%n", &broken.tm_year,
                                &broken.tm_mon, &broken.tm_mday, &broken.tm_hour, &broken.tm_min,
                                &broken.tm_sec, &read, &milliseconds, &read);
  const bool plausible = broken.tm_mon >= 1 && broken.tm_mon <= 12 && broken.tm_mday >= 1 &&
                         broken.tm_mday <= 31 && broken.tm_hour >= 0 && broken.tm_hour <= 23 &&
                         broken.tm_min >= 0 && broken.tm_min <= 59 && broken.tm_sec >= 0 &&
                         broken.tm_sec <= 60 && milliseconds >= 0;
  if (found < 6 || !plausible || utc.substr(static_cast<std::size_t>(read)) != "Z") return std::nullopt;
  broken.tm_year -= 1900;
  broken.tm_mon -= 1;
  return static_cast<double>(::timegm(&broken)) + 1e-3 * milliseconds;
}

}  // namespace gpubench::results
