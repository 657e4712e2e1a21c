#include "results/export/openmetrics.hpp"

#include <gmock/gmock.h>

#include <regex>
#include <set>

#include "results/error.hpp"
#include "tests/results/export/exported.hpp"

namespace gpubench::results {
namespace {

using examples::exported;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// The grammar of OpenMetrics 1.0 for gauges: families in one piece, each series once, "# EOF" at the end.
void expect_openmetrics(const std::string& text) {
  const std::regex sample(
      "([a-z_]+)(\\{([a-z]+=\"([^\"\\\\\n]|\\\\[\\\\\"n])*\",?)*\\}) ([-+0-9.e]+|inf|nan)");
  const auto lines = lines_of(text);
  ASSERT_FALSE(lines.empty());
  EXPECT_EQ(lines.back(), "# EOF");
  std::string family, unit;
  std::set<std::string> families, series;
  for (const std::string& line : lines) {
    std::smatch parts;
    if (std::regex_match(line, parts, std::regex("# TYPE ([a-z_]+) gauge"))) {
      family = parts[1];
      EXPECT_TRUE(families.insert(family).second) << family;
    } else if (std::regex_match(line, parts, std::regex("# UNIT ([a-z_]+) ([a-z_]+)"))) {
      EXPECT_EQ(parts[1], family);
      EXPECT_TRUE(family.ends_with("_" + parts[2].str())) << line;
    } else if (line.starts_with("# HELP ")) {
      EXPECT_TRUE(line.starts_with("# HELP " + family + " ")) << line;
    } else if (line != "# EOF") {
      ASSERT_TRUE(std::regex_match(line, parts, sample)) << line;
      EXPECT_EQ(parts[1], family);
      EXPECT_TRUE(series.insert(parts[1].str() + parts[2].str()).second) << "twice: " << line;
    }
  }
}

std::string value_of(const std::string& text, const std::string& front) {
  for (const std::string& line : lines_of(text))
    if (line.starts_with(front)) return line.substr(line.rfind(' ') + 1);
  return "";
}

TEST(OpenMetrics, IsWellFormedAndSaysTheFigures) {
  const std::string text = exported({examples::plain_launch()}, openmetrics_exporter);
  expect_openmetrics(text);
  EXPECT_EQ(value_of(text, "gpubench_launch_start_timestamp_seconds"), "1767323045");
  EXPECT_EQ(value_of(text, "gpubench_launch_cases{site=\"lab\",status=\"skipped\"}"), "1");
  EXPECT_EQ(value_of(text, "gpubench_launch_cases{site=\"lab\",status=\"measured\"}"), "1");
  EXPECT_NEAR(std::stod(value_of(text, "gpubench_case_time_seconds{")), 1e-3 / 7, 1e-6);
  // 96 bytes in a part of a millisecond, told in bytes and not in GB.
  const double bandwidth = std::stod(value_of(text, "gpubench_case_bandwidth_bytes_per_second{"));
  EXPECT_GT(bandwidth, 1e5);
  EXPECT_LT(bandwidth, 1e9);
  EXPECT_THAT(text,
              HasSubstr("gpubench_case_bandwidth_bytes_per_second{site=\"lab\",group=\"memory\","
                        "benchmark=\"memory/triad\",backend=\"host\",axes=\"type=f64 working_set=1MiB\","
                        "scope=\"device\",ranks=\"2\"} "));
}

TEST(OpenMetrics, OfAnImportedLaunchThereAreNoRanksAndNoWallTime) {
  auto launch = examples::plain_launch();
  const char* const gauges[] = {"gpubench_launch_ranks{", "gpubench_launch_duration_seconds{"};
  for (const char* gauge : gauges) EXPECT_NE(value_of(exported({launch}, openmetrics_exporter), gauge), "");
  launch.first.ranks.clear();
  for (const char* gauge : gauges) EXPECT_EQ(value_of(exported({launch}, openmetrics_exporter), gauge), "");
}

TEST(OpenMetrics, IsOfTheNewestLaunchOfEachSite) {
  auto late = examples::plain_launch("2026-02-01T00:00:00.000Z"), elsewhere = examples::plain_launch();
  late.second = {examples::skipped()};
  elsewhere.first.site = "other";
  const std::string text = exported({late, examples::plain_launch(), elsewhere}, openmetrics_exporter);
  expect_openmetrics(text);
  EXPECT_EQ(value_of(text, "gpubench_launch_cases{site=\"lab\",status=\"measured\"}"), "0");
  EXPECT_EQ(value_of(text, "gpubench_launch_cases{site=\"other\",status=\"measured\"}"), "1");
}

TEST(OpenMetrics, AWrongOutputIsCountedAndHasNoRate) {
  auto launch = examples::plain_launch();
  launch.second[0].verification.correctness = "wrong";
  const std::string text = exported({launch}, openmetrics_exporter);
  EXPECT_EQ(value_of(text, "gpubench_launch_cases{site=\"lab\",status=\"wrong\"}"), "1");
  EXPECT_EQ(value_of(text, "gpubench_case_wrong{"), "1");
  EXPECT_EQ(value_of(text, "gpubench_case_bandwidth_bytes_per_second{"), "");
}

TEST(OpenMetrics, NoLabelHoldsWhatGrowsWithTime) {
  const auto launch = examples::plain_launch();
  const std::string text = exported({launch}, openmetrics_exporter);
  EXPECT_THAT(text, Not(HasSubstr(launch.first.ulid)));
  EXPECT_THAT(text, Not(HasSubstr(launch.first.start)));
}

TEST(OpenMetrics, CasesThatOnlyABatchTellsApartAreOneSeries) {
  auto launch = examples::plain_launch();
  launch.second.push_back(launch.second[0]);
  launch.second.back().batch = 99;
  const std::string text = exported({launch}, openmetrics_exporter);
  expect_openmetrics(text);
  EXPECT_EQ(value_of(text, "gpubench_launch_cases{site=\"lab\",status=\"left_out\"}"), "1");
}

TEST(OpenMetrics, HostileLabelsAreEscapedAndCut) {
  EXPECT_EQ(label_value("a\"b\\c\n"), "a\\\"b\\\\c?");
  EXPECT_LE(label_value(std::string(10000, 'x')).size(), 210U);
  auto twins = examples::hostile_launch();
  const std::string text = exported({twins}, openmetrics_exporter);
  expect_openmetrics(text);
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
}

TEST(OpenMetrics, HasNoPlaceForSamples) {
  std::ostringstream out;
  EXPECT_THROW(openmetrics_exporter(out, true), UsageError);
}

}  // namespace
}  // namespace gpubench::results
