#include "results/prose.hpp"

#include <gtest/gtest.h>

namespace gpubench::results {
namespace {

TEST(Prose, LinesEndAtBlanksAndThoseAfterTheFirstAreIndented) {
  EXPECT_EQ((Prose{12}.lines("one two three four")), "one two\nthree four\n");
  EXPECT_EQ((Prose{12}.lines("one two three four", 2)), "one two\n  three four\n");
  EXPECT_EQ((Prose{0}.lines("one two three four", 2)), "one two three four\n");
}

TEST(Prose, ALabelsTextStandsBesideIt) {
  EXPECT_EQ((Prose{14}.labelled("by", 4, "one two three")), "by  one two\n    three\n");
  EXPECT_EQ((Prose{}.labelled("by", 4, "one two three")), "by  one two three\n");
}

TEST(Prose, ALabelThatFillsItsColumnsKeepsABlank) {
  EXPECT_EQ((Prose{16}.labelled("image 100", 9, "one two")), "image 100 one\n          two\n");
}

TEST(Prose, ATerminalNarrowerThanTheIndentLosesNothing) {
  EXPECT_EQ((Prose{4}.labelled("label", 8, "one two")), "label   one two\n");
}

TEST(Prose, EachLineIsPaintedAndTextOfOthersSteersNothing) {
  EXPECT_EQ((Prose{8, true}.lines("one two\033[2J", 2, Style::bad)),
            paint("one", Style::bad, true) + "\n  " + paint("two?[2", Style::bad, true) + "\n  " +
                paint("J", Style::bad, true) + "\n");
}

}  // namespace
}  // namespace gpubench::results
