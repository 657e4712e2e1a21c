#include "results/report/figures.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <fstream>
#include <map>
#include <string>

#include "tests/results/report/drawn.hpp"

namespace gpubench::results {
namespace {

using nlohmann::json;
using synthetic::Settings;
using testing::HasSubstr;
using testing::IsEmpty;

TEST_F(Figures, OneLaunchOfPlainCasesHasNoneThatTakesMore) {
  Settings alone;
  alone.ranks = 1;
  const Report report = report_of({alone});
  for (const auto draw :
       {draw_changes, draw_shares, draw_roofline, draw_hierarchy, draw_messages, draw_ranks, draw_topology,
        draw_telemetry, draw_losses, draw_ladder, draw_components, draw_sites, draw_agreement})
    EXPECT_THAT(draw(report), IsEmpty());
}

TEST_F(Figures, ASlowRankIsTheDarkColumnAndIsNamed) {
  Settings slow;
  slow.slow_rank = 3;
  slow.cases = 4;
  const auto figures = draw_ranks(report_of({slow}));
  ASSERT_EQ(figures.size(), 1U);
  EXPECT_THAT(figures[0].finding, HasSubstr("rank 3: memory"));
  const json& percent = values_of(figures[0])[0]["percent"];
  ASSERT_EQ(percent.size(), 8U);
  for (std::size_t rank = 0; rank < 8; ++rank) EXPECT_EQ(percent[rank] > 3.0, rank == 3) << rank;
}

TEST_F(Figures, ManyRanksAreBlocksThatShowTheirWorst) {
  Settings many;
  many.ranks = 300;
  many.samples = 8;
  many.slow_rank = 150;
  const auto figures = draw_ranks(report_of({many}));
  ASSERT_EQ(figures.size(), 1U);
  const json& row = values_of(figures[0])[0];
  EXPECT_EQ(row["column"].size(), 100U);  // blocks of three
  EXPECT_GT(row["percent"][50], 3.0);
  EXPECT_LT(row["percent"][49], 3.0);
}

TEST_F(Figures, ChangesAreThoseOfTheComparison) {
  auto launches = synthetic::side("A", 6, true), b = synthetic::side("B", 6, true);
  for (Settings& one : b) one.slowdown = 0.05;
  launches.insert(launches.end(), b.begin(), b.end());
  const Report report = report_of(launches);
  const auto figures = draw_changes(report);
  ASSERT_EQ(figures.size(), 1U);
  const json& first = values_of(figures[0])[0];
  EXPECT_NEAR(first["change"], 100 * std::expm1(0.05), 1);
  EXPECT_LT(first["low"], first["change"]);
  EXPECT_EQ(first["verdict"], "REGRESSED");
  EXPECT_EQ(figures[0].spec["layer"][1]["encoding"]["color"]["scale"]["domain"], json::array({"REGRESSED"}));
  EXPECT_THAT(draw_components(report), IsEmpty());  // builds are no launches of one
}

TEST_F(Figures, SharesAreOfTheCaseThatSetsTheCeiling) {
  const auto figures = draw_shares(report_of({Settings()}, [](const Settings&, Case& c) {
    c.ceiling = "bytes/s";
    c.sets_ceiling = number_of(c) == 0;
    set_times(c, c.sets_ceiling ? 1e6 : 4e6);
  }));
  ASSERT_EQ(figures.size(), 1U);
  ASSERT_EQ(values_of(figures[0]).size(), 1U);  // the ceiling itself is no point
  EXPECT_DOUBLE_EQ(values_of(figures[0])[0]["share"], 0.25);
}

TEST_F(Figures, ARooflinesPointsLieAtFlopOverBytes) {
  Settings three;
  three.cases = 3;
  three.ranks = 1;
  const auto figures = draw_roofline(report_of({three}, [](const Settings&, Case& c) {
    const int number = number_of(c);
    c.metric = number == 1 ? "bandwidth" : "flop_rate";
    c.ceiling = number == 1 ? "bytes/s" : "flop/s";
    c.sets_ceiling = number < 2;
    c.work.bytes_read = number == 0 ? 0 : 1000000;
    c.work.flop = number == 1 ? 0 : 4e6;
    set_times(c, 1e6);
  }));
  ASSERT_EQ(figures.size(), 1U);
  const json& points = figures[0].spec["layer"][1]["data"]["values"];
  ASSERT_EQ(points.size(), 1U);
  EXPECT_DOUBLE_EQ(points[0]["i"], 4);
  EXPECT_DOUBLE_EQ(points[0]["r"], 4);  // 4e6 flop in 1 ms
  const json& lines = figures[0].spec["layer"][0]["data"]["values"];
  EXPECT_EQ(lines[0]["roof"], "bytes/s");
  EXPECT_DOUBLE_EQ(lines[0]["y"].get<double>() / lines[0]["x"].get<double>(), 1);  // 1e6 B in 1 ms
}

TEST_F(Figures, ACurveHasItsKneeWhereCostsRise) {
  Settings four;
  four.cases = 4;
  const auto figures = draw_hierarchy(report_of({four}, [](const Settings&, Case& c) {
    const int number = number_of(c);
    c.name = "memory/chase";
    c.metric = "latency";
    c.axes = {{"working_set", std::to_string(16 << number) + "KiB"}};
    set_times(c, number < 2 ? 1000 : 5000);
  }));
  ASSERT_EQ(figures.size(), 1U);
  EXPECT_THAT(figures[0].finding, HasSubstr("5.0 times slower past 45.3 KiB"));  // sqrt(32 64)
  EXPECT_EQ(figures[0].tables[0].rows.size(), 4U);
}

TEST_F(Figures, MessagesOfSitesAreOverlaid) {
  const auto figures = draw_messages(report_of(sites(3, 0), [](const Settings&, Case& c) {
    c.axes = {{"size", std::to_string(1 << number_of(c)) + "KiB"}};
    c.name = "collectives/all_reduce";
  }));
  ASSERT_EQ(figures.size(), 1U);
  EXPECT_EQ(values_of(figures[0]).size(), 12U);
  EXPECT_EQ(figures[0].spec["encoding"]["color"]["field"], "series");
}

TEST_F(Figures, TelemetryIsOfTheCaseThatRanThen) {
  Settings one;
  one.ranks = 1;
  one.samples = 60;
  one.cases = 1;
  const auto figures = draw_telemetry(report_of({one}, [](const Settings&, Case& c) {
    c.starts = c.samples;
    auto& clock = c.disturbances["clock_khz"] = c.samples;
    auto& steal = c.disturbances["steal_ns"] = c.samples;
    for (std::size_t i = 0; i < c.samples.columns; ++i) {
      c.samples.at(0, i) = 20000000;
      c.starts.at(0, i) = static_cast<std::int64_t>(20000000 * (i + 50));
      clock.at(0, i) = i < 30 ? 3000000 : 1500000;
      steal.at(0, i) = i == 59 ? 50000000 : 0;
    }
  }));
  ASSERT_EQ(figures.size(), 2U);
  EXPECT_EQ(figures[0].title, "clock, MHz");
  EXPECT_THAT(figures[0].finding, HasSubstr("The lowest is 1500"));
  EXPECT_EQ(values_of(figures[0])[0]["mid"][0], 3000.0);
  EXPECT_EQ(values_of(figures[0])[0]["mid"][5], 1500.0);
  EXPECT_NEAR(values_of(figures[1])[0]["high"][5], 25, 0.1);  // 50 ms of a part of 200 ms
  EXPECT_EQ(values_of(figures[1])[0]["high"][0], 0.0);
  EXPECT_EQ(figures[0].tables[0].rows[5][5], "1500");
}

TEST_F(Figures, AReadingThatIsNotThereIsNone) {
  const auto figures = draw_telemetry(report_of({Settings()}, [](const Settings&, Case& c) {
    c.starts = c.samples;
    for (std::size_t i = 0; i < c.starts.values.size(); ++i)
      c.starts.values[i] = static_cast<std::int64_t>(2000000 * (i % c.starts.columns));
    c.telemetry["times"] = c.telemetry["power_mw"] = c.starts;
    for (auto& power : c.telemetry["power_mw"].values) power = 300000;
    c.telemetry["power_mw"].values[3] = kAbsent;
  }));
  ASSERT_EQ(figures.size(), 1U);
  EXPECT_EQ(figures[0].title, "device power, W");
  for (const json& value : values_of(figures[0]))
    for (const json& low : value["low"]) EXPECT_EQ(low, 300.0);
}

TEST_F(Figures, ALadderShowsTheRungThatBreaks) {
  const auto figures = draw_ladder(report_of(sites(3, 0), [](const Settings& launch, Case& c) {
    if (launch.site == "lab1" && number_of(c) == 2)
      c.verification = {"bounded", "R", 1, 1, 0.5, 0, 0, 0, 0, std::string(32, 'e'), "", ""};
  }));
  ASSERT_EQ(figures.size(), 1U);
  std::map<std::pair<std::string, std::string>, std::string> classes;
  for (const json& value : values_of(figures[0])) classes[{value["case"], value["rung"]}] = value["class"];
  EXPECT_EQ((classes[{"memory/case2 f64 1MiB", "restart"}]), "IDENTICAL");
  EXPECT_EQ((classes[{"memory/case2 f64 1MiB", "other site"}]), "BOUNDED");
  EXPECT_EQ((classes[{"memory/case1 f64 1MiB", "other site"}]), "IDENTICAL");
}

TEST_F(Figures, ASlowSiteLiesOffInSitesComponentsAndAgreement) {
  const Report report = report_of(sites(3, 0.06));
  const auto overlaid = draw_sites(report), components = draw_components(report),
             agreement = draw_agreement(report);
  ASSERT_EQ(overlaid.size(), 1U);
  EXPECT_NEAR(values_of(overlaid[0])[0]["percent"], 100 * std::expm1(0.04), 0.5);  // of the mean of three
  ASSERT_EQ(components.size(), 1U);
  EXPECT_THAT(components[0].finding, HasSubstr("site in 4"));
  ASSERT_EQ(agreement.size(), 3U);
  EXPECT_THAT(agreement[0].title, HasSubstr("lab0"));
  const json& lines = agreement[0].spec["layer"][0]["data"]["values"];
  EXPECT_NEAR(std::abs(lines[0]["percent"].get<double>()), 6, 0.7);
}

TEST_F(Figures, ATopologyIsItsMatrixAndItsRates) {
  std::ofstream(folder_ / "t.json")
      << R"({"devices": [{"name": "GPU0", "reaches": ["X", "NV18"]}, {"name": "GPU1", "reaches": ["NV18", "X"]}],
    "pairs": {"end": "device", "bytes_per_second": [[null, 2e11], [1e11, null]]}})";
  sources_.topology = folder_ / "t.json";
  const auto figures = draw_topology(report_of({Settings()}));
  ASSERT_EQ(figures.size(), 2U);
  EXPECT_EQ(values_of(figures[0])[1], (json{{"from", "GPU0"}, {"to", "GPU1"}, {"path", "NV18"}}));
  EXPECT_EQ(values_of(figures[1])[0]["rate"], 200.0);
  EXPECT_THAT(figures[1].finding, HasSubstr("from 100 to 200 GB/s"));
}

TEST_F(Figures, OfAVeryLargeTopologyTheFirstAreDrawnAndAllAreCounted) {
  json topology = {{"devices", json::array()}, {"pairs", {{"end", "device"}}}};
  for (int from = 0; from < 70; ++from) {
    json row = json::array(), reaches = json::array();
    for (int to = 0; to < 70; ++to) {
      row.push_back(from == 69 ? 5e9 : 9e9);
      reaches.push_back("SYS");
    }
    topology["devices"].push_back({{"name", "GPU" + std::to_string(from)}, {"reaches", reaches}});
    topology["pairs"]["bytes_per_second"].push_back(row);
  }
  std::ofstream(folder_ / "t.json") << topology;
  sources_.topology = folder_ / "t.json";
  const auto figures = draw_topology(report_of({Settings()}));
  ASSERT_EQ(figures.size(), 2U);
  for (const Figure& figure : figures) {
    EXPECT_EQ(values_of(figure).size(), 64U * 64U);
    EXPECT_THAT(figure.finding, HasSubstr("The first 64 of 70 are here."));
  }
  EXPECT_THAT(figures[1].finding, HasSubstr("from 5 to 9 GB/s"));  // of all
}

TEST_F(Figures, ADistributionsPointsAscendAndAreFew) {
  Settings long_one;
  long_one.samples = 1000;
  const Report report = report_of({long_one});
  const auto figures = draw_distribution(report, report.cases[0]);
  ASSERT_EQ(figures.size(), 2U);
  const json& times = values_of(figures[0])[0]["t"];
  EXPECT_EQ(times.size(), 200U);
  for (std::size_t i = 1; i < times.size(); ++i) EXPECT_LE(times[i - 1], times[i]);
  EXPECT_NEAR(times[100], 1e-3, 2e-5);
  EXPECT_DOUBLE_EQ(values_of(figures[0])[0]["p"][0], 0.0025);
  EXPECT_EQ(figures[1].spec["usermeta"]["data"], "spec-" + figures[0].id);
}

}  // namespace
}  // namespace gpubench::results
