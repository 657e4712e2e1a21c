#include "harness/study/cooling.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <deque>
#include <fstream>

namespace gpubench {
namespace {

namespace fs = std::filesystem;

Cooling reading(std::deque<std::optional<double>>& readings, int& slept) {
  return Cooling(
      [&readings] {
        const std::optional<double> now = readings.front();
        if (readings.size() > 1) readings.pop_front();
        return now;
      },
      [&slept](Seconds) { ++slept; });
}

TEST(Cooling, WaitsUntilItIsAsCoolAsTheFirstLaunchBegan) {
  std::deque<std::optional<double>> readings = {50, 60, 55, 52};
  int slept = 0;
  Cooling cooling = reading(readings, slept);
  EXPECT_EQ(cooling.wait(), Seconds(0));
  EXPECT_EQ(cooling.start(), 50);
  EXPECT_EQ(cooling.wait(), Seconds(2));
  EXPECT_EQ(slept, 2);
}

TEST(Cooling, DoesNotWaitForEver) {
  std::deque<std::optional<double>> readings = {50, 80};
  int slept = 0;
  Cooling cooling = reading(readings, slept);
  cooling.wait();
  EXPECT_EQ(cooling.wait(), Cooling::kWaitMax);
}

TEST(Cooling, WhereNobodyTellsNobodyWaits) {
  std::deque<std::optional<double>> readings = {std::nullopt};
  int slept = 0;
  Cooling cooling = reading(readings, slept);
  cooling.wait();
  EXPECT_EQ(cooling.wait(), Seconds(0));
  EXPECT_EQ(cooling.start(), std::nullopt);
}

TEST(Cooling, TheHottestOfTheProcessorsSensorsCounts) {
  const fs::path root = fs::temp_directory_path() / ("sensors-" + std::to_string(::getpid()));
  const auto write = [&](const std::string& path, const std::string& text) {
    fs::create_directories((root / path).parent_path());
    std::ofstream(root / path) << text << "\n";
  };
  EXPECT_EQ(hottest_processor(SystemFiles(root)), std::nullopt);
  write("sys/class/hwmon/hwmon0/name", "nvme");
  write("sys/class/hwmon/hwmon0/temp1_input", "90000");
  write("sys/class/thermal/thermal_zone0/type", "acpitz");
  write("sys/class/thermal/thermal_zone0/temp", "95000");
  EXPECT_EQ(hottest_processor(SystemFiles(root)), std::nullopt);  // no processor's
  write("sys/class/hwmon/hwmon1/name", "k10temp");
  write("sys/class/hwmon/hwmon1/temp1_input", "61500");
  write("sys/class/hwmon/hwmon1/temp2_input", "-274000");
  write("sys/class/thermal/thermal_zone1/type", "x86_pkg_temp");
  write("sys/class/thermal/thermal_zone1/temp", "58000");
  EXPECT_EQ(hottest_processor(SystemFiles(root)), 61.5);
  fs::remove_all(root);
}

}  // namespace
}  // namespace gpubench
