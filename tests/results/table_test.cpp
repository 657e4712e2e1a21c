#include "results/table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

namespace gpubench::results {
namespace {

Table example() {
  Table table({{"case", Align::left, 0, 4}, {"rate", Align::right, 0, 0}, {"note", Align::left, 1, 0}});
  table.add_heading("memory");
  table.add_row({{"triad"}, {"12"}, {"few"}});
  table.add_row({{"größe"}, {"3.5"}, {"disturbed"}});
  return table;
}

TEST(Table, AlignsByDisplayWidthAndLeavesNoTrailingBlanks) {
  EXPECT_EQ(example().render(0, false),
            "case   rate  note\n"
            "memory\n"
            "triad    12  few\n"
            "größe   3.5  disturbed\n");
}

TEST(Table, DropsColumnsInTheirOrderThenShortens) {
  EXPECT_EQ(example().render(12, false), "case   rate\nmemory\ntriad    12\ngröße   3.5\n");
  EXPECT_EQ(example().render(10, false), "case  rate\nmemory\ntri…    12\ngrö…   3.5\n");
}

TEST(Table, ALongColumnGivesWayBeforeAnotherGoes) {
  Table table({{"case", Align::left, 0, 4, 6}, {"rate", Align::right, 0, 0}, {"note", Align::left, 1, 0}});
  table.add_row({{"convolution"}, {"12"}, {"few"}});
  EXPECT_EQ(table.render(18, false), "case    rate  note\nconvol    12  few\nution\n");
  EXPECT_EQ(table.render(17, false), "case         rate\nconvolution    12\n");
}

TEST(Table, ALongCellGoesOnInFurtherLinesAndLosesNothing) {
  Table table({{"axes", Align::left, 0, 4, 6}, {"rate", Align::right, 0, 0}, {"note", Align::left, 1, 0}});
  table.add_row({{"f32 m=8 n=512"}, {"12"}, {"few"}});
  table.add_row({{"f64"}, {"3"}, {""}});
  EXPECT_EQ(table.render(0, false),
            "axes           rate  note\nf32 m=8 n=512    12  few\nf64               3\n");
  EXPECT_EQ(table.render(18, false), "axes    rate  note\nf32       12  few\nm=8\nn=512\nf64        3\n");
}

TEST(Table, ACellWithoutEndTakesEightLines) {
  Table table({{"axes", Align::left, 0, 4, 6}, {"rate", Align::right, 0, 0}});
  table.add_row({{"aaaaa bbbbb ccccc ddddd eeeee fffff ggggg hhhhh iiiii"}, {"12"}});
  const std::string text = table.render(13, false);
  EXPECT_EQ(std::ranges::count(text, '\n'), 1 + 8);
  EXPECT_TRUE(text.ends_with("ggggg\nhhhhh…\n")) << text;
}

TEST(Table, ItNamesTheColumnsItHasNoRoomFor) {
  Table table({{"case", Align::left, 0, 0},
               {"rate", Align::right, 1, 0},
               {"none", Align::left, 2, 0},
               {"flags", Align::left, 3, 0}});
  table.add_row({{"triad"}, {"12"}, {""}, {"disturbed"}});
  EXPECT_EQ(table.left_out(0), std::vector<std::string>{});
  EXPECT_EQ(table.left_out(12), std::vector<std::string>{"flags"});
  EXPECT_EQ(table.left_out(5), (std::vector<std::string>{"rate", "flags"}));
}

TEST(Table, ANoteIsALineOfItsOwn) {
  Table table({{"a", Align::left, 0, 0}, {"b", Align::left, 0, 0}});
  table.add_row({{"1"}, {"2"}});
  table.add_heading("    of this much is known", Style::dim);
  EXPECT_EQ(table.render(0, false), "a  b\n1  2\n    of this much is known\n");
  EXPECT_EQ(table.render(9, false), "a  b\n1  2\n    of t…\n");
}

TEST(Table, EmptyColumnsAreLeftOut) {
  Table table({{"a", Align::left, 0, 0}, {"b", Align::left, 0, 0}});
  table.add_row({{"1"}, {""}});
  EXPECT_EQ(table.render(0, false), "a\n1\n");
}

TEST(Table, ColourOnlyOnRequest) {
  EXPECT_EQ(example().render(0, false).find('\033'), std::string::npos);
  EXPECT_NE(example().render(0, true).find('\033'), std::string::npos);
}

TEST(Table, ARowOfAnotherLengthIsRefused) {
  Table table({{"a", Align::left, 0, 0}});
  EXPECT_THROW(table.add_row({{"1"}, {"2"}}), std::invalid_argument);
}

}  // namespace
}  // namespace gpubench::results
