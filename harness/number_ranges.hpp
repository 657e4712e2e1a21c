/// Number ranges: the kernel's list text, "0-7,16-23", for cpusets and for ranks.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gpubench {

/// "0-7,16-23" of ascending, distinct numbers; empty text of none.
std::string format_ranges(const std::vector<int>& numbers);

/// Ascending and distinct. Throws std::invalid_argument where the text is no such list, or names a number
/// above 2^20.
std::vector<int> parse_ranges(std::string_view text);

}  // namespace gpubench
