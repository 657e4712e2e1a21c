#include "harness/study/cooling.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <deque>
#include <fstream>

namespace gpubench {
namespace {

namespace fs = std::filesystem;

using Readings = std::deque<Temperatures>;

Cooling reading(Readings& readings, int& slept) {
  return Cooling(
      [&readings] {
        const Temperatures now = readings.front();
        if (readings.size() > 1) readings.pop_front();
        return now;
      },
      [&slept](Seconds) { ++slept; });
}

TEST(Cooling, WaitsUntilItIsAsCoolAsBeforeTheFirstLaunch) {
  Readings readings = {{{"cpu", 50}}, {{"cpu", 60}}, {{"cpu", 55}}, {{"cpu", 52}}};
  int slept = 0;
  Cooling cooling = reading(readings, slept);
  EXPECT_EQ(cooling.wait(), Seconds(0));
  EXPECT_EQ(cooling.wait(), Seconds(2));
  EXPECT_EQ(slept, 2);
}

TEST(Cooling, EachSensorIsHeldAgainstItself) {
  Readings readings = {{{"cpu", 60}, {"gpu", 35}}, {{"cpu", 60}, {"gpu", 58}}, {{"cpu", 60}, {"gpu", 36}}};
  int slept = 0;
  Cooling cooling = reading(readings, slept);
  cooling.wait();
  EXPECT_EQ(cooling.wait(), Seconds(1));
}

TEST(Cooling, DoesNotWaitForEver) {
  Readings readings = {{{"cpu", 50}}, {{"cpu", 80}}};
  int slept = 0;
  Cooling cooling = reading(readings, slept);
  cooling.wait();
  EXPECT_EQ(cooling.wait(), Cooling::kWaitMax);
}

TEST(Cooling, WhereNobodyTellsNobodyWaits) {
  Readings readings = {{}, {{"gpu", 90}}};  // a sensor that came later has nothing to be held against
  int slept = 0;
  Cooling cooling = reading(readings, slept);
  cooling.wait();
  EXPECT_EQ(cooling.wait(), Seconds(0));
}

TEST(Cooling, OnlyProcessorsSensorsAreRead) {
  const fs::path root = fs::temp_directory_path() / ("sensors-" + std::to_string(::getpid()));
  const auto write = [&](const std::string& path, const std::string& text) {
    fs::create_directories((root / path).parent_path());
    std::ofstream(root / path) << text << "\n";
  };
  EXPECT_TRUE(processor_temperatures(SystemFiles(root)).empty());
  write("sys/class/hwmon/hwmon0/name", "nvme");
  write("sys/class/hwmon/hwmon0/temp1_input", "90000");
  write("sys/class/thermal/thermal_zone0/type", "acpitz");
  write("sys/class/thermal/thermal_zone0/temp", "95000");
  EXPECT_TRUE(processor_temperatures(SystemFiles(root)).empty());  // no processor's
  write("sys/class/hwmon/hwmon1/name", "k10temp");
  write("sys/class/hwmon/hwmon1/temp1_input", "61500");
  write("sys/class/hwmon/hwmon1/temp2_input", "-274000");
  write("sys/class/thermal/thermal_zone1/type", "x86_pkg_temp");
  write("sys/class/thermal/thermal_zone1/temp", "58000");
  EXPECT_EQ(processor_temperatures(SystemFiles(root)),
            (Temperatures{{"/sys/class/hwmon/hwmon1/temp1_input", 61.5},
                          {"/sys/class/thermal/thermal_zone1/temp", 58}}));
  fs::remove_all(root);
}

}  // namespace
}  // namespace gpubench
