#include "bench/api/units.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace gpubench {
namespace {

TEST(Units, SizeIsWrittenInTheLargestUnitThatDividesIt) {
  EXPECT_EQ(format_size(8_B), "8B");
  EXPECT_EQ(format_size(0_B), "0B");
  EXPECT_EQ(format_size(96_KiB), "96KiB");
  EXPECT_EQ(format_size(4_MiB), "4MiB");
  EXPECT_EQ(format_size(4_MiB + 1_B), "4194305B");
  EXPECT_EQ(format_size({std::uint64_t{1} << 63}), "8EiB");
}

TEST(Units, SizeRoundTripsThroughText) {
  for (const std::uint64_t count : {0ULL, 1ULL, 1023ULL, 1024ULL, 98304ULL, 1ULL << 40, ~0ULL}) {
    EXPECT_EQ(parse_size(format_size({count})).count, count);
  }
}

TEST(Units, ShortUnitsAreBinary) {
  EXPECT_EQ(parse_size("4M"), 4_MiB);
  EXPECT_EQ(parse_size("4096"), 4_KiB);
  EXPECT_EQ(parse_size("15E").count, 15ULL << 60);
}

TEST(Units, WhatIsNoSizeIsRefused) {
  for (const char* text : {"", "MiB", "-4", "+4", "4MB", "4 MiB", "4mib", "1.5GiB", "0x10", "4MiBs", " 4",
                           "18446744073709551616", "16EiB"}) {
    EXPECT_THROW(parse_size(text), std::invalid_argument) << text;
  }
}

}  // namespace
}  // namespace gpubench
