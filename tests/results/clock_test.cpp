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

}  // namespace
}  // namespace gpubench::results
