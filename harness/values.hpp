/// Values: what options hold that is more than a word.
#pragma once
#include <string>
#include <string_view>

#include "bench/api/units.hpp"
#include "harness/options.hpp"

namespace gpubench {

/// "30s", "5m", "1h", "500ms". Throws results::UsageError naming the option and what is accepted.
Seconds parse_duration(const std::string& option, std::string_view text);

/// "axis=value[,value]". Throws results::UsageError.
AxisSetting parse_setting(const std::string& text);

}  // namespace gpubench
