#include "results/clock.hpp"

#include <gtest/gtest.h>

#include <regex>

namespace gpubench::results {
namespace {

TEST(Clock, TellsMillisecondsInUtcAndGoesOn) {
  const std::string first = utc_now(), second = utc_now();
  EXPECT_TRUE(
      std::regex_match(first, std::regex("20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]"
                                         "\\.[0-9]{3}Z")))
      << first;
  EXPECT_LE(first, second);
}

TEST(Clock, SecondsOfATextAndNothingOfAnother) {
  EXPECT_EQ(epoch_seconds("1970-01-01T00:00:00Z"), 0.0);
  EXPECT_EQ(epoch_seconds("2026-01-02T03:04:05.250Z"), 1767323045.25);
  for (const char* none : {"", "today", "2026-01-02", "2026-01-02T03:04:05", "2026-13-02T03:04:05Z",
                           "2026-01-02T03:04:05+01:00", "2026-01-02T03:04:05.250Zx"})
    EXPECT_FALSE(epoch_seconds(none)) << none;
}

}  // namespace
}  // namespace gpubench::results
