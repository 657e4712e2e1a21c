#include "results/trend/trend.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "results/trend/show_trend.hpp"
#include "tests/results/examples.hpp"
#include "tests/results/widest_line.hpp"
#include "tests/support/synthetic.hpp"

namespace gpubench::results {
namespace {

using synthetic::Settings;
using testing::HasSubstr;
using testing::Not;

/// `count` launches, one after another; from `change` on slowed down.
std::vector<Settings> history(std::size_t count, std::size_t change, double slowdown) {
  std::vector<Settings> launches(count);
  for (std::size_t i = 0; i < count; ++i) {
    launches[i].number = i;
    launches[i].ranks = 2;
    launches[i].launch_noise = 0.005;
    if (i >= change) launches[i].slowdown = slowdown;
  }
  return launches;
}

class TrendFile : public testing::Test {
 protected:
  template <class... More>
  Trend read(const std::vector<Settings>& launches, const More&... more) {
    std::filesystem::remove(folder_ / "h.h5");
    synthetic::write(folder_ / "h.h5", launches, more...);
    return read_trend(open_side({folder_ / "h.h5"}), [](const std::string&) { return true; });
  }
  static std::string text_of(const Trend& trend) {
    std::ostringstream out;
    show(trend, {}, out);
    return out.str();
  }
  examples::Folder folder_;
};

TEST_F(TrendFile, AChangeIsFoundWithItsSizeAndItsInterval) {
  const Trend trend = read(history(40, 25, 0.05));
  ASSERT_EQ(trend.series.size(), 2U);
  for (const TrendSeries& series : trend.series) {
    EXPECT_EQ(series.points.size(), 40U);
    ASSERT_EQ(series.changes.size(), 1U) << series.key.name;
    EXPECT_NEAR(static_cast<double>(series.changes[0].point), 25, 1);
    EXPECT_NEAR(series.changes[0].effect, 0.05, 0.01);
    EXPECT_LT(series.changes[0].half_width, 0.01);
    EXPECT_FALSE(series.changes[0].new_image);
  }
  EXPECT_THAT(text_of(trend), HasSubstr("2 cases changed, 2 for the worse; the image is the same"));
}

TEST_F(TrendFile, WithoutAChangeNoneIsTold) {
  const Trend trend = read(history(40, 40, 0));
  for (const TrendSeries& series : trend.series) EXPECT_TRUE(series.changes.empty());
  EXPECT_THAT(text_of(trend), Not(HasSubstr("cases changed")));
}

TEST_F(TrendFile, WhatGotBetterIsNotCountedAsWorse) {
  EXPECT_THAT(text_of(read(history(40, 25, -0.05))), HasSubstr("2 cases changed, 0 for the worse"));
}

TEST_F(TrendFile, AChangeOfOneCaseIsInItsRowAlone) {
  const Trend trend = read(history(40, 40, 0), [](const Settings& settings, Case& c) {
    if (settings.number < 25 || c.name != "memory/case0") return;
    for (std::int64_t& sample : c.samples.values) sample += sample / 10;
  });
  EXPECT_EQ(trend.series[0].changes.size(), 1U);
  EXPECT_EQ(trend.series[1].changes.size(), 0U);
  EXPECT_THAT(common_changes(trend), testing::IsEmpty());
}

TEST_F(TrendFile, LocationIsThatOfTheLaunch) {
  const Trend trend = read(history(3, 3, 0));
  EXPECT_NEAR(std::exp(trend.series[0].points[0].location), 1e-3, 5e-5);
  ASSERT_TRUE(trend.series[0].points[0].half_width);
  EXPECT_LT(*trend.series[0].points[0].half_width, 0.01);
}

TEST_F(TrendFile, ALatencyIsToldByTheOperationEverywhere) {
  const Trend trend = read(history(3, 3, 0), [](const Settings&, Case& c) {
    c.metric = "latency";
    c.work.operations = 1000;
  });
  EXPECT_NEAR(std::exp(trend.series[0].points[0].location), 1e-6, 5e-8);
  EXPECT_THAT(text_of(trend), HasSubstr(" us  "));
  EXPECT_THAT(markdown(trend), HasSubstr(" us | "));
  const auto json = nlohmann::json::parse(trend_json(trend));
  EXPECT_NEAR(json["cases"][0]["points"][0].at("value").get<double>(), 1e-6, 5e-8);
}

TEST_F(TrendFile, OtherHardwareIsAnotherSeriesAndNoChange) {
  auto launches = history(40, 20, 0.5);
  for (std::size_t i = 20; i < 40; ++i) launches[i].cpu = "cpu two";
  const Trend trend = read(launches);
  ASSERT_EQ(trend.series.size(), 4U);
  for (const TrendSeries& series : trend.series) {
    EXPECT_EQ(series.points.size(), 20U);
    EXPECT_TRUE(series.changes.empty());
  }
  ASSERT_EQ(trend.machines.size(), 2U);
  EXPECT_THAT(trend.machines[1], HasSubstr("cpu.model cpu one and cpu two"));
}

TEST_F(TrendFile, OtherSitesAreOtherSeries) {
  auto launches = history(20, 20, 0);
  for (std::size_t i = 1; i < 20; i += 2) launches[i].site = "elsewhere";
  EXPECT_EQ(read(launches).series.size(), 4U);
}

TEST_F(TrendFile, WrongOutputsAndOtherBatchesAreLeftOutAndCounted) {
  const Trend trend = read(history(10, 10, 0), [](const Settings& settings, Case& c) {
    if (settings.number == 2) c.verification.correctness = "wrong";
    if (settings.number == 3) c.batch = 2;
  });
  for (const TrendSeries& series : trend.series) {
    EXPECT_EQ(series.points.size(), 8U);
    EXPECT_EQ(series.wrong, 1U);
    EXPECT_EQ(series.other_batch, 1U);
  }
  EXPECT_THAT(text_of(trend), HasSubstr("WRONG in 1 launch, 1 with another batch"));
}

TEST_F(TrendFile, ALaunchIsBrokenForACaseWhoseSamplesAreNoTimes) {
  const Trend trend = read(history(10, 10, 0), [](const Settings& settings, Case& c) {
    if (settings.number == 4) c.samples.values[0] = c.samples.values[1] = -1;
  });
  for (const TrendSeries& series : trend.series) EXPECT_EQ(series.points.size(), 9U);
}

TEST_F(TrendFile, ALaunchThatLacksTheCaseMovesNoChange) {
  const Trend trend = read(history(40, 25, 0.05), [](const Settings& settings, Case& c) {
    if (settings.number < 5) c.verification.correctness = "wrong";
  });
  const auto json = nlohmann::json::parse(trend_json(trend));
  EXPECT_EQ(json["cases"][0]["points"][0].at("launch"), 5);
  EXPECT_NEAR(json["cases"][0]["changes"][0].at("launch").get<double>(), 25, 1);
}

TEST_F(TrendFile, JsonAndMarkdownSayTheSame) {
  const Trend trend = read(history(40, 25, 0.05));
  const auto json = nlohmann::json::parse(trend_json(trend));
  EXPECT_EQ(json.at("schema"), "gpubench-trend/1");
  ASSERT_EQ(json.at("cases").size(), 2U);
  EXPECT_EQ(json["cases"][0].at("points").size(), 40U);
  EXPECT_NEAR(json["cases"][0].at("points")[0].at("value").get<double>(), 1e-3, 5e-5);
  EXPECT_NEAR(json["cases"][0].at("changes")[0].at("effect").get<double>(), 0.05, 0.01);
  EXPECT_THAT(markdown(trend), HasSubstr("| memory/case0 | host | f64 1MiB |"));
}

TEST_F(TrendFile, AChangeSaysWhetherTheImageIsAnotherAndTheAxisWhichItWas) {
  auto launches = history(40, 25, 0.05);
  for (std::size_t i = 0; i < 40; ++i)
    launches[i].image = i < 25 ? std::string(64, '1') : std::string(64, '2');
  const Trend trend = read(launches);
  ASSERT_EQ(trend.images.size(), 2U);
  for (const TrendSeries& series : trend.series) {
    ASSERT_EQ(series.changes.size(), 1U);
    EXPECT_TRUE(series.changes[0].new_image);
  }
  const std::string text = text_of(trend);
  EXPECT_THAT(text, HasSubstr("image b  222222222222 from 2026-01-11T01:00:00.000Z, 15 launches"));
  EXPECT_THAT(text, HasSubstr("2 cases changed, 2 for the worse; the image is another since then (b)"));
  EXPECT_THAT(text, HasSubstr(" " + std::string(25, 'a') + "|" + std::string(15, 'b')));
  const auto json = nlohmann::json::parse(trend_json(trend));
  EXPECT_EQ(json["launches"][24].at("image"), 0);
  EXPECT_EQ(json["launches"][25].at("image"), 1);
  EXPECT_EQ(json["cases"][0]["changes"][0].at("launch"), 25);
}

TEST_F(TrendFile, NothingIsWiderThanTheTerminal) {
  auto launches = history(40, 25, 0.05);
  for (std::size_t i = 0; i < 40; ++i) launches[i].image = i < 25 ? "1" : "2";
  for (const std::size_t width : {44U, 60U, 80U}) {
    std::ostringstream out;
    show(read(launches), {width, false, false}, out);
    EXPECT_LE(widest_line(out.str()), width);
  }
}

TEST_F(TrendFile, LaunchByLaunchLevelIntervalImageAndChangeAreTold) {
  auto launches = history(40, 25, 0.05);
  for (std::size_t i = 0; i < 40; ++i) launches[i].image = i < 25 ? "1" : "2";
  std::ostringstream out;
  show(read(launches), {0, false, true}, out);
  std::size_t rows = 0, changes = 0;
  std::istringstream lines(out.str());
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("  2026-01-")) continue;
    ++rows;
    const bool late = line.substr(2, 19) >= "2026-01-11T01:00:00";
    EXPECT_THAT(line, HasSubstr(late ? "  b  " : "  a  "));
    EXPECT_THAT(line, testing::ContainsRegex("[0-9.]+ [mu]s +0\\.[0-9] %"));
    if (line.find("with image b") == std::string::npos) continue;
    ++changes;
    EXPECT_THAT(line, testing::StartsWith("  2026-01-11T01:00:00.000Z"));
  }
  EXPECT_EQ(rows, 80U);
  EXPECT_EQ(changes, 2U);
  EXPECT_THAT(text_of(read(launches)), Not(HasSubstr("\n  2026-01-")));
}

TEST_F(TrendFile, TheLevelNowIsThatSinceTheLastChange) {
  const Trend trend = read(history(40, 25, std::log(2.0)));
  EXPECT_THAT(text_of(trend), HasSubstr("  2.01 ms  "));
}

TEST_F(TrendFile, OnlyWantedCasesAreRead) {
  synthetic::write(folder_ / "h.h5", history(5, 5, 0));
  const Trend trend = read_trend(open_side({folder_ / "h.h5"}),
                                 [](const std::string& name) { return name == "memory/case1"; });
  ASSERT_EQ(trend.series.size(), 1U);
  EXPECT_EQ(trend.series[0].key.name, "memory/case1");
}

TEST_F(TrendFile, HostileTextsAreHarmless) {
  const Trend trend =
      read(history(8, 8, 0), [](const Settings&, Case& c) { c.name = "=\x1b[2J\n<b>|" + c.name; });
  for (const std::string& text : {text_of(trend), markdown(trend), trend_json(trend)}) {
    EXPECT_THAT(text, Not(HasSubstr("\x1b")));
    EXPECT_THAT(text, HasSubstr("case0"));
  }
  EXPECT_THAT(markdown(trend), Not(HasSubstr("<b>")));
}

}  // namespace
}  // namespace gpubench::results
