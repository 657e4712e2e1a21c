// What a reader without scripts has of each figure.
#include <gmock/gmock.h>

#include <cmath>
#include <fstream>
#include <string>

#include "tests/results/report/drawn.hpp"

namespace gpubench::results {
namespace {

using nlohmann::json;
using synthetic::Settings;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::string written(const FigureTable& table, std::size_t rows) {
  Html html;
  write(html, table, rows);
  return html.page();
}

TEST(FigureTable, SaysWhatItLeavesOut) {
  const FigureTable table{{"case", "x"}, {{"a", "1"}, {"b", "2"}, {"c", "3"}}, "Of all samples."};
  EXPECT_THAT(written(table, 2), HasSubstr("<caption>Of all samples. The first 2 of 3 rows: "));
  EXPECT_THAT(written(table, 2), Not(HasSubstr(">c</th>")));
  EXPECT_THAT(written(table, 3), HasSubstr("<caption>Of all samples.</caption>"));
  EXPECT_THAT(written({table.columns, table.rows}, 3), Not(HasSubstr("caption")));
}

TEST(Figure, SaysHowManyPointsAreNotDrawn) {
  Figure figure{"f", "Title", "Finding.", {}, {}};
  figure.spec["layer"][1]["data"]["values"] = {1, 2, 3, 4, 5};
  Html few, all;
  write(few, figure, true, 2);
  write(all, figure, true, 5);
  EXPECT_THAT(few.page(), HasSubstr(R"("values":[1,2])"));
  EXPECT_THAT(few.page(), HasSubstr("Not drawn: 3 points more"));
  EXPECT_THAT(all.page(), HasSubstr(R"("values":[1,2,3,4,5])"));
  EXPECT_THAT(all.page(), Not(HasSubstr("Not drawn")));
}

TEST_F(Figures, LossesTablesHoldEveryStepThatIsDrawn) {
  std::ofstream csv(folder_ / "loss.csv");
  csv << "a,b\n";
  for (int step = 0; step < 1200; ++step) csv << 3.5 << ',' << (step < 701 ? 3.5 : 3.25) << '\n';
  csv.close();
  sources_.loss = folder_ / "loss.csv";
  const auto figures = draw_losses(report_of({Settings()}));
  ASSERT_EQ(figures.size(), 1U);
  ASSERT_EQ(figures[0].tables.size(), 2U);
  const FigureTable& steps = figures[0].tables[1];
  EXPECT_THAT(steps.columns, ElementsAre("step", "a", "b"));
  EXPECT_EQ(2 * steps.rows.size(), figures[0].spec["layer"][1]["data"]["values"].size());
  EXPECT_LT(steps.rows.size(), 502U);
  const auto parting = std::ranges::find(steps.rows, "701", [](const auto& row) { return row[0]; });
  ASSERT_NE(parting, steps.rows.end());  // 701 is no third step
  EXPECT_THAT(*parting, ElementsAre("701", "3.5", "3.25"));
  EXPECT_THAT(steps.note, HasSubstr("of 1200 steps"));
}

TEST_F(Figures, OfVeryManyRunsTheFirstAreDrawnInTheirOrder) {
  std::ofstream csv(folder_ / "loss.csv");
  std::string names, losses;
  for (int run = 0; run < 30; ++run) {
    names += (run > 0 ? ",run" : "run") + std::to_string(30 - run);
    losses += run > 0 ? ",2.5" : "2.5";
  }
  csv << names << '\n' << losses << '\n' << losses << '\n';
  csv.close();
  sources_.loss = folder_ / "loss.csv";
  const auto figures = draw_losses(report_of({Settings()}));
  ASSERT_EQ(figures.size(), 1U);
  const json& domain = figures[0].spec["layer"][1]["encoding"]["color"]["scale"]["domain"];
  EXPECT_EQ(domain.size(), 12U);
  EXPECT_EQ(domain[0], "run30");
  EXPECT_THAT(figures[0].finding, HasSubstr("The first 12 of 30 runs are drawn"));
  EXPECT_EQ(figures[0].tables[0].rows.size(), 30U);
}

TEST_F(Figures, AgreementsTablesHoldEveryCaseOfEachPair) {
  const auto all = draw_agreement(report_of(sites(3, 0.06)));
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].tables.size(), 2U);
  for (const Figure& figure : all) {
    const json& points = figure.spec["layer"][1]["data"]["values"];
    ASSERT_EQ(figure.tables.back().rows.size(), points.size());
    EXPECT_EQ(points[0]["case"], figure.tables.back().rows[0][0]);
    EXPECT_NEAR(std::stod(figure.tables.back().rows[0][2]), points[0]["percent"].get<double>(), 0.01);
  }
}

TEST_F(Figures, OperationsThatWouldShareAColourAreApart) {
  Settings nine;
  nine.cases = 18;
  const auto figures = draw_messages(report_of({nine}, [](const Settings&, Case& c) {
    const int number = number_of(c);
    c.axes = {{"size", std::to_string(1 << number % 2) + "KiB"}};
    c.name = "collectives/operation" + std::to_string(number / 2);
  }));
  ASSERT_EQ(figures.size(), 2U);
  EXPECT_EQ(values_of(figures[0]).size(), 16U);
  EXPECT_EQ(values_of(figures[1]).size(), 2U);
  EXPECT_EQ(figures[1].title, "collectives, continued");
}

TEST_F(Figures, OfManySitesTheFirstEightAreTellableApart) {
  const auto figures = draw_messages(report_of(sites(9, 0), [](const Settings&, Case& c) {
    c.axes = {{"size", std::to_string(1 << number_of(c)) + "KiB"}};
    c.name = "collectives/all_reduce";
  }));
  ASSERT_EQ(figures.size(), 1U);
  EXPECT_EQ(values_of(figures[0]).size(), 32U);
  EXPECT_THAT(figures[0].finding, HasSubstr("The first 8 of 9 are here."));
}

TEST_F(Figures, KneesAreATableTooAndASentenceOfManyEnds) {
  Settings many;
  many.cases = 40;
  const auto figures = draw_hierarchy(report_of({many}, [](const Settings&, Case& c) {
    const int number = number_of(c);
    c.name = "memory/chase" + std::to_string(number / 4);
    c.metric = "latency";
    c.axes = {{"working_set", std::to_string(16 << number % 4) + "KiB"}};
    set_times(c, number % 4 < 2 ? 1000 : 5000);
  }));
  ASSERT_EQ(figures.size(), 1U);
  ASSERT_EQ(figures[0].tables.size(), 2U);
  EXPECT_EQ(figures[0].tables[1].rows.size(), 10U);
  EXPECT_THAT(figures[0].tables[1].rows[9], ElementsAre("memory/chase9", "lab", "45.3 KiB", "5.0"));
  EXPECT_THAT(figures[0].finding, HasSubstr("; 2 more are in the table."));
  EXPECT_THAT(figures[0].finding, Not(HasSubstr("chase9")));
}

TEST_F(Figures, ALatencysDistributionIsPerOperationAsEverywhere) {
  Settings one;
  one.ranks = 1;
  one.cases = 1;
  one.samples = 1000;
  const Report report = report_of({one}, [](const Settings&, Case& c) {
    c.metric = "latency";
    c.work.operations = 100;
    for (std::size_t i = 0; i < c.samples.columns; ++i)
      c.samples.at(0, i) = static_cast<std::int64_t>(1000 * (i + 1));
  });
  const auto figures = draw_distribution(report, report.cases[0]);
  ASSERT_EQ(figures.size(), 2U);
  EXPECT_NEAR(values_of(figures[0])[0]["t"][0], 35e-9, 1e-9);  // of 10 ns to 10 us
  // Of all 1000 samples, not of those drawn.
  EXPECT_THAT(figures[0].tables[0].rows[0],
              ElementsAre("lab", "510.0 ns", "2.51 us", "5.01 us", "7.50 us", "9.50 us", testing::_));
  EXPECT_NEAR(*report.cases[0].launches[0].row.time_median, 5.005e-6, 1e-12);
}

TEST_F(Figures, OneSampleIsAPointWhereALineWouldBeNone) {
  Settings one;
  one.samples = 1;
  const Report few = report_of({one});
  EXPECT_EQ(draw_distribution(few, few.cases[0]).at(1).spec["mark"]["point"], true);
  const Report many = report_of({Settings()});
  EXPECT_EQ(draw_distribution(many, many.cases[0]).at(1).spec["mark"]["point"], false);
}

TEST_F(Figures, OfManyLaunchesADistributionHasSomeOfEachSide) {
  auto launches = synthetic::side("A", 6, true), b = synthetic::side("B", 6, true);
  launches.insert(launches.end(), b.begin(), b.end());
  const Report report = report_of(launches);
  PageRoom room;
  room.launches = 4;
  room.points = 10;
  const auto figures = draw_distribution(report, report.cases[0], room);
  ASSERT_EQ(values_of(figures[0]).size(), 4U);
  EXPECT_EQ(values_of(figures[0])[0]["t"].size(), 10U);
  EXPECT_EQ(values_of(figures[0])[1]["series"], "A");
  EXPECT_EQ(values_of(figures[0])[2]["series"], "B");
  EXPECT_THAT(figures[0].finding, HasSubstr("in 4 of its 12 launches"));
}

TEST_F(Figures, TelemetrySaysWhoseLaunchIsDrawn) {
  const auto with_clock = [](const Settings&, Case& c) {
    c.starts = c.samples;
    for (std::size_t i = 0; i < c.starts.values.size(); ++i)
      c.starts.values[i] = static_cast<std::int64_t>(2000000 * (i % c.starts.columns));
    auto& clock = c.disturbances["clock_khz"] = c.samples;
    for (auto& khz : clock.values) khz = 2000000;
  };
  const auto figures = draw_telemetry(report_of(sites(2, 0), with_clock));
  ASSERT_EQ(figures.size(), 1U);
  EXPECT_THAT(figures[0].finding, HasSubstr("Of 6 launches 2 are drawn"));
  const auto one = draw_telemetry(report_of({Settings()}, with_clock));
  EXPECT_THAT(one.at(0).finding, Not(HasSubstr("drawn")));
}

}  // namespace
}  // namespace gpubench::results
