#include "results/comparison/show_comparison.hpp"

#include <nlohmann/json.hpp>
#include <sstream>

#include "results/comparison/distribution.hpp"
#include "tests/results/comparison/compared.hpp"
#include "tests/results/widest_line.hpp"

namespace gpubench::results {
namespace {

using testing::HasSubstr;
using testing::Not;

using ShowComparison = Compare;

std::string text_of(const Comparison& comparison, const ComparisonView& view = {}) {
  std::ostringstream out;
  show(comparison, view, out);
  return out.str();
}

TEST_F(ShowComparison, TextOfAnotherLabSteersNeitherTerminalNorPage) {
  const auto hostile = [](const Settings&, Case& c) {
    c.name = "memory/\033[2J`x`|<b>@you http://evil [a](b)";
    c.axes = {{"a|b", "\xe2\x80\xae"}};
    c.status = Status::failed;
    c.reason = "line\nbreak | **bold**";
    c.samples = {};
  };
  const Comparison seen = compare_changed(synthetic::side("A", 1, false), synthetic::side("B", 1, false),
                                          [&](const Settings& launch, Case& c) {
                                            if (c.name == "memory/case0") hostile(launch, c);
                                          });
  // In the candidate only and failed there: it is measured on neither side, so make it known to the baseline.
  EXPECT_EQ(seen.neither, 1U);
  Comparison shown = seen;
  shown.cases[0].key.name = "memory/\033[2J`x`|<b>@you http://evil [a](b)";
  shown.cases[0].why = "line\nbreak | **bold**";
  shown.candidate.name = "b\033[2J.h5";
  const std::string text = text_of(shown);
  EXPECT_THAT(text, Not(HasSubstr("\033")));
  EXPECT_THAT(text, HasSubstr("line?break"));
  const std::string page = markdown(shown, {});
  EXPECT_THAT(page, Not(HasSubstr("\033")));
  for (const char* markup : {"`x`", "x|", "<b>", "@you", "http://", "[a](b)", "**bold**"})
    EXPECT_THAT(page, Not(HasSubstr(markup))) << markup;
  EXPECT_THAT(page, HasSubstr("\\`x\\`\\|&lt;b\\>&#64;you http&#58;//evil"));
}

TEST_F(ShowComparison, JsonHasEveryRowAndLeavesMissingFiguresOut) {
  const Comparison seen = compare_sides(synthetic::side("A", 1, false), synthetic::side("B", 1, false));
  const auto json = nlohmann::json::parse(comparison_json(seen));
  EXPECT_EQ(json.at("schema"), "gpubench-comparison/1");
  ASSERT_EQ(json.at("cases").size(), 2U);
  const auto& first = json["cases"][0];
  EXPECT_EQ(first.at("verdict"), "INCONCLUSIVE");
  EXPECT_TRUE(first.contains("effect"));
  EXPECT_FALSE(first.contains("interval"));
  EXPECT_FALSE(first.contains("p"));
  EXPECT_EQ(json.at("exit_code"), 2);
  EXPECT_EQ(json.at("summary").at("INCONCLUSIVE"), 2);
}

TEST_F(ShowComparison, NothingIsWiderThanTheTerminal) {
  Comparison seen = compare_sides(synthetic::side("A", 1, false), synthetic::side("B", 1, false));
  seen.candidate.name = "a folder with a long name/and a file with another one.h5";
  seen.unknown_hardware = {"the candidate"};
  for (const std::size_t width : {44U, 60U, 80U})
    EXPECT_LE(widest_line(text_of(seen, {.width = width})), width);
}

TEST_F(ShowComparison, OnlyChangedAndNothingDidIsSaid) {
  const Comparison seen = compare_sides(synthetic::side("A", 5, true), synthetic::side("B", 5, true));
  EXPECT_THAT(text_of(seen, {.only_changed = true}), HasSubstr("no case changed"));
  EXPECT_THAT(text_of(seen), HasSubstr("case0"));
  EXPECT_THAT(markdown(seen, {.only_changed = true}), HasSubstr("No case changed."));
}

TEST_F(ShowComparison, ByGroupAndByRankTheRowsAreThose) {
  auto b = synthetic::side("B", 5, true);
  for (Settings& one : b) one.slow_rank = 3;
  const Comparison seen = compare_sides(synthetic::side("A", 5, true), b);
  const std::string groups = text_of(seen, {.by = ComparisonView::By::groups});
  EXPECT_THAT(groups, HasSubstr("group   cases"));
  EXPECT_THAT(groups, Not(HasSubstr("case0")));
  const std::string ranks = text_of(seen, {.by = ComparisonView::By::ranks});
  EXPECT_THAT(ranks, HasSubstr("rank 3 (host device host-device3): memory 5."));
  EXPECT_THAT(ranks, Not(HasSubstr("case0")));
}

TEST_F(ShowComparison, VerboseNamesEveryFactWithItsValues) {
  Comparison seen = compare_sides(synthetic::side("A", 1, false), synthetic::side("B", 1, false));
  seen.environment.clear();
  for (int i = 0; i < 20; ++i) {
    const std::string key = "host.fact" + std::to_string(i);
    seen.environment.push_back({"host", key, {{"one"}, 1}, {{"another"}, 1}, &rule_of("host", key)});
  }
  seen.environment.push_back(
      {"run", "varying", {{"1", "2"}, 2, true}, {{"3"}, 1}, &rule_of("run", "varying")});
  const std::string brief = text_of(seen);
  EXPECT_THAT(brief, HasSubstr("and 8 more facts, named by --verbose"));
  EXPECT_THAT(brief, Not(HasSubstr("fact19")));
  EXPECT_THAT(brief, HasSubstr("within a side vary too: varying"));
  const std::string full = text_of(seen, {.verbose = true});
  EXPECT_THAT(full, HasSubstr("fact19  one"));
  EXPECT_THAT(full, HasSubstr("varying"));
  EXPECT_THAT(full, Not(HasSubstr("more facts")));
  EXPECT_THAT(full, Not(HasSubstr("vary too")));
}

TEST(Strip, TheFullestColumnIsHighestAndNoValueIsLost) {
  EXPECT_EQ(strip(std::vector{1.0, 1.0, 1.0, 1.0, 2.5, 9.0}, 1, 16, 4), "█▂ ▂");
  // Beyond the scale counts in the last column; a single value shows beside a thousand.
  std::vector<double> values(1000, 1.0);
  values.push_back(100);
  EXPECT_EQ(strip(values, 1, 16, 4), "█  ▁");
}

}  // namespace
}  // namespace gpubench::results
