#include "results/throttling.hpp"

#include <algorithm>

namespace gpubench::results {
namespace {

/// Two readings.
constexpr std::int64_t kReadingAgeMax = 100'000'000;

/// Of one participant in one sample; absent where no reading tells.
std::optional<bool> is_throttled(const Matrix<std::int64_t>& times, const Matrix<std::int64_t>& bits,
                                 std::size_t row, std::int64_t begin, std::int64_t end) {
  std::optional<bool> throttled;
  bool within = false;
  const std::int64_t oldest = std::min(begin, end - kReadingAgeMax);
  for (std::size_t reading = 0; reading < times.columns; ++reading) {
    const std::int64_t time = times.at(row, reading), word = bits.at(row, reading);
    if (time == kAbsent || word == kAbsent || time < oldest || time > end) continue;
    const bool now = (word & kThrottleBits) != 0;
    // Before the sample the last reading counts, where none is within it; within it each.
    throttled = (within && *throttled) || now;
    within = within || time >= begin;
  }
  return throttled;
}

}  // namespace

std::optional<double> throttled_share(const Case& c) {
  const auto times = c.telemetry.find("times");
  const auto bits = c.telemetry.find("throttle_bits");
  if (times == c.telemetry.end() || bits == c.telemetry.end() || bits->second.empty() || c.starts.empty())
    return std::nullopt;
  std::size_t told = 0, throttled = 0;
  for (std::size_t column = 0; column < c.samples.columns; ++column) {
    std::optional<bool> any;
    for (std::size_t row = 0; row < c.samples.rows; ++row) {
      const std::int64_t begin = c.starts.at(row, column);
      const auto one =
          is_throttled(times->second, bits->second, row, begin, begin + c.samples.at(row, column));
      if (one) any = any.value_or(false) || *one;
    }
    told += any ? 1 : 0;
    throttled += any.value_or(false) ? 1 : 0;
  }
  if (told == 0) return std::nullopt;
  return static_cast<double>(throttled) / static_cast<double>(told);
}

}  // namespace gpubench::results
