/// Wording: figures and axes as text for people.
#pragma once
#include <cstdint>
#include <string>

namespace gpubench::results {

/// Significant digits and a unit fit for them: "18.8 us".
std::string format_time(double seconds, int digits = 3);
/// A time as above; a rate as format_rate(); of another unit "12.3 hops".
std::string format_value(double value, const std::string& unit, int digits = 3);
/// Of a Row's rate and unit, with the prefix that fits: 0.0012 "GB/s" is "1.20 MB/s", 2e6 "1/s" "2.00 M/s",
/// 2.65e5 "ns" "265.0 us".
std::string format_rate(double rate, std::string unit, int digits = 3);

/// "1 core", "3 cores", "2 launches"
std::string counted(std::int64_t count, const char* noun);

/// "type=f64 working_set=4MiB ilp=12" -> "f64 4MiB ilp=12": words and sizes speak for themselves, bare
/// numbers don't. With all names, a table of everyday width would have no room for its figures.
std::string compact_axes(const std::string& axes);

}  // namespace gpubench::results
