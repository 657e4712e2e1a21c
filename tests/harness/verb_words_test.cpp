#include "harness/verb_words.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

#include "harness/cli.hpp"

namespace gpubench {
namespace {

using testing::ElementsAreArray;
using testing::HasSubstr;

CommandDescription grammar() {
  const auto command = parse_command_line({"manual"}, [](const char*) -> const char* { return nullptr; });
  return std::get<ManualCommand>(command).grammar;
}

TEST(VerbWords, AreThoseOfTheCommandsThatHelpNames) {
  std::vector<std::string> told, there;
  for (const VerbWords& words : verb_words()) told.emplace_back(words.name);
  for (const CommandDescription& command : grammar().commands) there.push_back(command.name);
  EXPECT_THAT(told, ElementsAreArray(there));
  EXPECT_THROW(words_of_verb("first-result"), std::invalid_argument);
}

TEST(VerbWords, EachHasAnExampleOfItselfAndSaysWhatGoodIs) {
  for (const VerbWords& words : verb_words()) {
    EXPECT_THAT(words.examples, HasSubstr(std::string("gpubench ") + words.name)) << words.name;
    EXPECT_EQ(std::string(words.exits).substr(0, 2), "0 ") << words.name;
  }
}

TEST(VerbWords, TheFooterHasASectionEachAndNoneThatIsEmpty) {
  EXPECT_EQ(footer_of({"a", "", "About.", "a 1\na 2", "0 good", ""}),
            "About.\nExamples:\n  a 1\n  a 2\nExit codes:\n  0 good");
  EXPECT_EQ(footer_of({"a", "", "", "a", "0 good", "f it"}),
            "Examples:\n  a\nExit codes:\n  0 good\nFiles:\n  f it");
}

TEST(HelpSections, AreWhatTheFooterWasMadeOf) {
  const auto sections = sections_of("About.\nMore.\nExamples:\n  a 1\n    deep\nExit codes:\n  0 good");
  ASSERT_EQ(sections.size(), 3U);
  EXPECT_EQ(sections[0].heading, "");
  EXPECT_THAT(sections[0].lines, testing::ElementsAre("About.", "More."));
  EXPECT_EQ(sections[1].heading, "Examples");
  EXPECT_THAT(sections[1].lines, testing::ElementsAre("a 1", "  deep"));
  EXPECT_EQ(sections[2].heading, "Exit codes");
  EXPECT_TRUE(sections_of("").empty());
}

}  // namespace
}  // namespace gpubench
