#include "bench/nvml/throttle.hpp"

#include <gmock/gmock.h>

namespace gpubench::nvml {
namespace {

using testing::ElementsAre;

TEST(Throttle, EveryDocumentedBitHasItsName) {
  const char* names[] = {"GpuIdle",
                         "ApplicationsClocksSetting",
                         "SwPowerCap",
                         "HwSlowdown",
                         "SyncBoost",
                         "SwThermalSlowdown",
                         "HwThermalSlowdown",
                         "HwPowerBrakeSlowdown",
                         "DisplayClockSetting"};
  for (std::size_t place = 0; place < std::size(names); ++place)
    EXPECT_THAT(decode_throttle(std::uint64_t{1} << place), ElementsAre(names[place]));
  EXPECT_EQ(throttle_reasons().size(), std::size(names));
}

TEST(Throttle, CombinedReasonsAreAllNamed) {
  EXPECT_THAT(decode_throttle(0x48), ElementsAre("HwSlowdown", "HwThermalSlowdown"));
  EXPECT_EQ(throttle_text(0x24), "SwPowerCap + SwThermalSlowdown");
  EXPECT_EQ(decode_throttle(0x1ff).size(), 9u);
}

TEST(Throttle, NoBitIsNoReason) {
  EXPECT_TRUE(decode_throttle(0).empty());
  EXPECT_EQ(throttle_text(0), "none");
}

TEST(Throttle, ABitNobodyDocumentedIsKeptByItsNumber) {
  EXPECT_EQ(throttle_text(0x4 | std::uint64_t{1} << 40 | std::uint64_t{1} << 63),
            "SwPowerCap + bit 40 + bit 63");
}

TEST(Throttle, IdleAndSetClocksDoNotSlowWhatIsUnknownDoes) {
  EXPECT_FALSE(slows(0));
  EXPECT_FALSE(slows(0x3));
  EXPECT_TRUE(slows(0x7));
  EXPECT_TRUE(slows(0x20));
  EXPECT_TRUE(slows(0x200));
}

}  // namespace
}  // namespace gpubench::nvml
