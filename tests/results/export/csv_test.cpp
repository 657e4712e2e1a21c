#include "results/export/csv.hpp"

#include <gmock/gmock.h>

#include "tests/results/export/exported.hpp"

namespace gpubench::results {
namespace {

using examples::exported;
using testing::HasSubstr;
using testing::Not;

/// Rows of cells, as RFC 4180 says they are to be read.
std::vector<std::vector<std::string>> read_csv(const std::string& text) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row(1);
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      row.back() += text[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == ',') {
      row.emplace_back();
    } else if (!quoted && c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') {
      ++i;
      rows.push_back(std::move(row));
      row.assign(1, "");
    } else {
      row.back() += c;
    }
  }
  EXPECT_EQ(row, std::vector<std::string>(1)) << "the last row has no end";
  return rows;
}

std::string cell(const std::vector<std::vector<std::string>>& rows, std::size_t row,
                 const std::string& column) {
  const auto found = std::ranges::find(rows.at(0), column);
  EXPECT_NE(found, rows.at(0).end()) << column;
  return found == rows.at(0).end() ? "" : rows.at(row).at(static_cast<std::size_t>(found - rows[0].begin()));
}

TEST(Csv, AFormulaBehindASignThatPartsCellsElsewhereIsText) {
  EXPECT_EQ(csv_cell("a;=1+1"), "\"a;'=1+1\"");
  EXPECT_EQ(csv_cell("a|@x"), "\"a|'@x\"");
  EXPECT_EQ(csv_cell("a\"-1"), "\"a\"\"'-1\"");
  EXPECT_EQ(csv_cell("a,＝1"), "\"a,'＝1\"");
  EXPECT_EQ(csv_cell("a;b=1"), "\"a;b=1\"");
}

TEST(Csv, ACellThatBeginsAsAFormulaIsText) {
  for (const char* formula : {"=1", "+1", "-1", "@SUM(A1)", "＝1"}) EXPECT_EQ(csv_cell(formula)[0], '\'');
  EXPECT_EQ(csv_cell("a=1"), "a=1");
  EXPECT_EQ(csv_cell("\t=1"), "?=1");
}

TEST(Csv, WhatPartsCellsIsQuotedAndQuotesAreDoubled) {
  EXPECT_EQ(csv_cell("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_cell("a\"b"), "\"a\"\"b\"");
  EXPECT_EQ(csv_cell("a;b"), "\"a;b\"");
  EXPECT_EQ(csv_cell("a b"), "a b");
}

TEST(Csv, ARowACaseWithItsFigures) {
  const auto rows = read_csv(exported({examples::plain_launch()}, csv_exporter));
  ASSERT_EQ(rows.size(), 3U);
  for (const auto& row : rows) EXPECT_EQ(row.size(), rows[0].size());
  const std::size_t measured = cell(rows, 1, "status") == "measured" ? 1 : 2;
  EXPECT_EQ(cell(rows, measured, "name"), "memory/triad");
  EXPECT_EQ(cell(rows, measured, "group"), "memory");
  EXPECT_EQ(cell(rows, measured, "samples"), "40");
  EXPECT_NEAR(std::stod(cell(rows, measured, "time_median")), 1e-3 / 7, 1e-6);
  EXPECT_EQ(cell(rows, 3 - measured, "reason"), "no driver");
  EXPECT_EQ(cell(rows, 3 - measured, "time_median"), "");
}

TEST(Csv, ARowASampleOfEachRank) {
  const auto rows = read_csv(exported({examples::plain_launch()}, csv_exporter, true));
  ASSERT_EQ(rows.size(), 1U + 2 * 20);
  const Case c = examples::measured();
  EXPECT_EQ(cell(rows, 1, "rank"), "1");
  EXPECT_EQ(cell(rows, 40, "rank"), "3");
  EXPECT_EQ(cell(rows, 40, "sample"), "19");
  EXPECT_EQ(cell(rows, 40, "batch_ns"), std::to_string(c.samples.at(1, 19)));
  EXPECT_EQ(cell(rows, 40, "start_ns"), std::to_string(c.starts.at(1, 19)));
  EXPECT_DOUBLE_EQ(std::stod(cell(rows, 40, "value")), 1e-9 / 7 * static_cast<double>(c.samples.at(1, 19)));
}

TEST(Csv, ALaunchOfADuetSaysItsPairAndPosition) {
  auto launch = examples::plain_launch();
  launch.first.pair = -1;
  EXPECT_EQ(cell(read_csv(exported({launch}, csv_exporter)), 1, "pair"), "");
  launch.first.pair = 3;
  launch.first.position = "B";
  for (const bool samples : {false, true}) {
    const auto rows = read_csv(exported({launch}, csv_exporter, samples));
    EXPECT_EQ(cell(rows, 1, "pair"), "3");
    EXPECT_EQ(cell(rows, 1, "position"), "B");
  }
}

TEST(Csv, AFigureThatIsNoNumberIsAnEmptyCell) {
  auto launch = examples::plain_launch();
  launch.second[0].samples.values.assign(40, 0);  // no sample is a time
  const auto rows = read_csv(exported({launch}, csv_exporter));
  for (const char* column : {"time_median", "half_width", "rate", "spread_over_ranks"})
    EXPECT_EQ(cell(rows, 1, column) + cell(rows, 2, column), "") << column;
  launch.second[0] = examples::measured();
  launch.second[0].samples.columns = launch.second[0].starts.columns = 1;  // one sample: no interval
  launch.second[0].samples.values.resize(launch.second[0].samples.rows);
  launch.second[0].starts.values.resize(launch.second[0].starts.rows);
  launch.second[0].disturbances.clear();
  const auto one = read_csv(exported({launch}, csv_exporter));
  EXPECT_NE(cell(one, 1, "time_median") + cell(one, 2, "time_median"), "");
  EXPECT_EQ(cell(one, 1, "half_width") + cell(one, 2, "half_width"), "");
}

TEST(Csv, AWrongOutputHasNoRate) {
  auto launch = examples::plain_launch();
  EXPECT_NE(cell(read_csv(exported({launch}, csv_exporter)), 1, "rate") +
                cell(read_csv(exported({launch}, csv_exporter)), 2, "rate"),
            "");
  launch.second[0].verification.correctness = "wrong";
  const auto rows = read_csv(exported({launch}, csv_exporter));
  EXPECT_EQ(cell(rows, 1, "rate") + cell(rows, 2, "rate"), "");
}

TEST(Csv, HostileTextsStayInTheirCells) {
  for (const bool samples : {false, true}) {
    const std::string text = exported({examples::hostile_launch()}, csv_exporter, samples);
    EXPECT_THAT(text, Not(HasSubstr("\x1b")));
    const auto rows = read_csv(text);
    EXPECT_EQ(rows.size(), samples ? 41U : 3U);
    for (const auto& row : rows) {
      EXPECT_EQ(row.size(), rows[0].size());
      for (const std::string& one : row)
        EXPECT_TRUE(one.empty() || std::string("=+-@").find(one[0]) == std::string::npos) << one;
    }
  }
}

}  // namespace
}  // namespace gpubench::results
