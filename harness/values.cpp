#include "harness/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "results/error.hpp"

namespace gpubench {

using results::UsageError;

Seconds parse_duration(const std::string& option, std::string_view text) {
  struct Unit {
    std::string_view name;
    double seconds;
  };
  constexpr Unit kUnits[] = {{"ms", 1e-3}, {"s", 1}, {"m", 60}, {"h", 3600}};
  double value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const std::string_view unit_name = text.substr(static_cast<std::size_t>(stop - text.data()));
  for (const Unit& unit : kUnits) {
    if (error == std::errc() && unit.name == unit_name && std::isfinite(value) && value > 0) {
      return Seconds(value * unit.seconds);
    }
  }
  throw UsageError(fmt::format("{} {}: not a duration; write 30s, 5m or 1h", option, text));
}

AxisSetting parse_setting(const std::string& text) {
  const auto equals = text.find('=');
  AxisSetting setting;
  if (equals != std::string::npos) {
    setting.axis = text.substr(0, equals);
    for (std::size_t begin = equals + 1; begin <= text.size();) {
      const std::size_t end = std::min(text.find(',', begin), text.size());
      setting.values.push_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  bool complete = !setting.axis.empty();
  for (const std::string& value : setting.values) complete = complete && !value.empty();
  if (!complete || setting.values.empty()) {
    throw UsageError(
        fmt::format("--set {}: not axis=value[,value], as in --set working_set=4MiB,64MiB", text));
  }
  return setting;
}

}  // namespace gpubench
