/// ULID: 26 characters of Crockford base 32, 48 bits of milliseconds and 80 random ones; sorts by time.
#pragma once
#include <string>
#include <string_view>

namespace gpubench::results {

std::string make_ulid();
bool is_ulid(std::string_view text);

}  // namespace gpubench::results
