#include <gmock/gmock.h>

#include <cmath>
#include <string>

#include "tests/results/report/drawn.hpp"

namespace gpubench::results {
namespace {

using nlohmann::json;
using synthetic::Settings;
using testing::HasSubstr;
using testing::Not;

/// Every cell of the drawing is in the table, with the same figure.
void expect_all_cells(const Figure& figure) {
  const FigureTable& table = figure.tables.at(0);
  const json& values = figure.spec["data"]["values"];
  ASSERT_EQ(table.rows.size(), values.size());
  std::size_t cells = 0;
  for (std::size_t row = 0; row < values.size(); ++row)
    for (std::size_t i = 0; i < values[row]["column"].size(); ++i, ++cells) {
      const std::string& cell = table.rows[row].at(5 + values[row]["column"][i].get<std::size_t>());
      EXPECT_NEAR(std::stod(cell), values[row]["percent"][i].get<double>(), 1e-9) << row << " " << i;
    }
  EXPECT_GT(cells, 0U);
}

TEST_F(Figures, AMapsTableHoldsEveryCell) {
  Settings slow;
  slow.slow_rank = 3;
  const auto figures = draw_ranks(report_of({slow}));
  ASSERT_EQ(figures.size(), 1U);
  expect_all_cells(figures[0]);
  EXPECT_EQ(figures[0].tables[0].columns.back(), "rank 7");
  EXPECT_GT(std::stod(figures[0].tables[0].rows[0][5 + 3]), 3);
}

TEST_F(Figures, ATableOfBlocksHoldsTheSlowestOfEach) {
  Settings many;
  many.ranks = 300;
  many.samples = 8;
  many.slow_rank = 150;
  const auto figures = draw_ranks(report_of({many}));
  ASSERT_EQ(figures.size(), 1U);
  expect_all_cells(figures[0]);
  EXPECT_EQ(figures[0].tables[0].columns[5 + 50], "ranks 150-152");
  EXPECT_EQ(figures[0].tables[0].rows[0][1], "rank 150");
  EXPECT_THAT(figures[0].finding, HasSubstr("the slowest of 3 ranks"));
}

TEST_F(Figures, EverySiteHasAMapOfItsOwnRanks) {
  auto launches = sites(3, 0);
  for (std::size_t i = 3; i < 6; ++i) launches[i].slow_rank = 5;
  const auto figures = draw_ranks(report_of(launches));
  ASSERT_EQ(figures.size(), 3U);
  EXPECT_THAT(figures[0].finding, HasSubstr("Ranks of lab1. lab1 1, rank 5: memory"));
  EXPECT_THAT(figures[0].finding, HasSubstr("in 4 of 4 cases; and in 2 more of its launches. A cell"));
  EXPECT_THAT(figures[1].finding, HasSubstr("Ranks of lab0. No rank stands out."));
  EXPECT_THAT(figures[2].finding, Not(HasSubstr("rank 5: memory")));
  EXPECT_GT(values_of(figures[0])[0]["percent"][5], 3.0);
  EXPECT_LT(values_of(figures[1])[0]["percent"][5], 3.0);
  EXPECT_NE(figures[0].id, figures[1].id);
}

TEST_F(Figures, OfManySitesItSaysHowManyAreDrawn) {
  auto launches = sites(6, 0);
  launches[16].slow_rank = 2;  // of lab5
  const auto figures = draw_ranks(report_of(launches));
  ASSERT_EQ(figures.size(), 4U);
  EXPECT_EQ(figures[0].title, "Cases and ranks, lab5");
  EXPECT_EQ(figures[1].title, "Cases and ranks, lab0");
  EXPECT_THAT(figures[3].finding, HasSubstr("4 of 6 sites are drawn"));
  EXPECT_THAT(figures[0].finding, Not(HasSubstr("are drawn")));
}

TEST_F(Figures, OfTwoSidesTheMapIsTheCandidates) {
  auto launches = synthetic::side("A", 3, true), b = synthetic::side("B", 3, true);
  for (Settings& one : launches) one.slow_rank = 1;
  for (Settings& one : b) one.slow_rank = 6;
  launches.insert(launches.end(), b.begin(), b.end());
  const auto figures = draw_ranks(report_of(launches));
  ASSERT_EQ(figures.size(), 1U);
  EXPECT_THAT(figures[0].finding, HasSubstr("Ranks of B. "));
  EXPECT_GT(values_of(figures[0])[0]["percent"][6], 3.0);
  EXPECT_LT(values_of(figures[0])[0]["percent"][1], 3.0);
}

TEST_F(Figures, OfVeryManyCasesThoseAreKeptInWhichARankLiesFarthest) {
  Settings many;
  many.cases = 700;
  many.ranks = 3;
  many.samples = 3;
  const Report report = report_of({many}, [](const Settings&, Case& c) {
    if (number_of(c) == 690)
      for (std::size_t i = 0; i < c.samples.columns; ++i) c.samples.at(1, i) *= 3;
  });
  const auto figures = draw_ranks(report);
  ASSERT_EQ(figures.size(), 1U);
  EXPECT_EQ(values_of(figures[0]).size(), 625U);
  EXPECT_THAT(figures[0].finding, HasSubstr("Of 700 cases those 625 are here"));
  EXPECT_THAT(values_of(figures[0]).dump(), HasSubstr("memory/case690 "));
}

TEST_F(Figures, OfFiguresThatAreToBeHighTheLowRankIsTheSlowOne) {
  Settings three;
  three.ranks = 3;
  three.cases = 4;
  const auto figures = draw_ranks(report_of({three}, [](const Settings&, Case& c) {
    c.unit = "items";
    c.better = "higher";
    for (std::size_t i = 0; i < c.samples.columns; ++i) c.samples.at(1, i) /= 2;
  }));
  ASSERT_EQ(figures.size(), 1U);
  EXPECT_GT(values_of(figures[0])[0]["percent"][1], 90.0);
  EXPECT_THAT(figures[0].finding, HasSubstr("rank 1: memory"));
}

}  // namespace
}  // namespace gpubench::results
