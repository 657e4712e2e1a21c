// Times as other programs print them.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <optional>

#include "results/import/imported.hpp"

namespace gpubench::results {
namespace {

constexpr int kSecondsOfHour = 3600;

/// "Z", "+01:00" or "-0500", seconds east; nothing where it is none of them.
std::optional<int> offset_of(const std::string& zone) {
  if (zone == "Z") return 0;
  char sign = 0, extra = 0;
  int hours = 0, minutes = 0;
  const bool good = std::sscanf(zone.c_str(), "%c%2d:%2d%c", &sign, &hours, &minutes, &extra) == 3 ||
                    std::sscanf(zone.c_str(), "%c%2d%2d%c", &sign, &hours, &minutes, &extra) == 3;
  if (!good || (sign != '+' && sign != '-') || hours > 14 || minutes > 59) return std::nullopt;
  const int east = hours * kSecondsOfHour + minutes * 60;
  return sign == '+' ? east : -east;
}

}  // namespace

std::string utc_of(std::string_view time) {
  const std::string text(time.substr(0, 64));
  std::tm broken{};
  int read = 0;
  if (std::sscanf(text.c_str(), "%4d-%2d-%2dT%2d:%2d:%2d%n", &broken.tm_year, &broken.tm_mon, &broken.tm_mday,
                  &broken.tm_hour, &broken.tm_min, &broken.tm_sec, &read) != 6)
    return {};
  std::size_t place = static_cast<std::size_t>(read);
  std::string milliseconds = "000";
  if (place < text.size() && text[place] == '.') {
    const std::size_t end = std::min(text.find_first_not_of("0123456789", place + 1), text.size());
    milliseconds = (text.substr(place + 1, end - place - 1) + "000").substr(0, 3);
    place = end;
  }
  const auto offset = offset_of(text.substr(place));
  const bool plausible = broken.tm_mon >= 1 && broken.tm_mon <= 12 && broken.tm_mday >= 1 &&
                         broken.tm_mday <= 31 && broken.tm_hour <= 23 && broken.tm_min <= 59 &&
                         broken.tm_sec <= 60;
  if (!offset || !plausible) return {};
  broken.tm_year -= 1900;
  broken.tm_mon -= 1;
  const std::time_t utc = ::timegm(&broken) - *offset;
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{}Z", fmt::gmtime(utc), milliseconds);
}

}  // namespace gpubench::results
