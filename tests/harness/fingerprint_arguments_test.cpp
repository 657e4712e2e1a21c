#include "harness/fingerprint_arguments.hpp"

#include <gmock/gmock.h>

#include "results/error.hpp"

namespace gpubench {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

FingerprintCommand fingerprint_command(std::vector<std::string> words) {
  words.insert(words.begin(), "fingerprint");
  return std::get<FingerprintCommand>(parse_command_line(words, [](const char*) { return nullptr; }));
}

std::string words_refused(std::vector<std::string> words) {
  try {
    fingerprint_command(std::move(words));
  } catch (const results::UsageError& error) {
    return error.what();
  }
  return "taken";
}

TEST(FingerprintArguments, AloneItHasNoSides) {
  EXPECT_THAT(fingerprint_command({"--json"}).sides, IsEmpty());
  EXPECT_TRUE(fingerprint_command({"--json"}).json);
}

TEST(FingerprintArguments, ADifferenceHasTwoSides) {
  const FingerprintCommand command = fingerprint_command({"diff", "a.h5", "live", "--all", "--json"});
  EXPECT_THAT(command.sides, ElementsAre("a.h5", "live"));
  EXPECT_TRUE(command.all && command.json);
  EXPECT_FALSE(fingerprint_command({"diff", "a.h5", "live"}).all);
}

TEST(FingerprintArguments, TwoFilesNeedNoFactsOfThisMachine) {
  EXPECT_TRUE(needs_facts(fingerprint_command({})));
  EXPECT_TRUE(needs_facts(fingerprint_command({"diff", "a.h5", "live"})));
  EXPECT_FALSE(needs_facts(fingerprint_command({"diff", "a.h5", "b.h5"})));
  EXPECT_FALSE(is_joint(fingerprint_command({"diff", "a.h5", "b.h5"})));
}

TEST(FingerprintArguments, OneSideOrThreeAndUnknownWordsAreRefusedByTheCommandThatWasMeant) {
  EXPECT_THAT(words_refused({"diff", "a.h5"}),
              AllOf(HasSubstr("gpubench fingerprint diff: "), HasSubstr("SIDE")));
  EXPECT_THAT(words_refused({"diff", "a.h5", "b.h5", "c.h5"}),
              AllOf(HasSubstr("SIDE"), HasSubstr("2"), HasSubstr("3")));
  EXPECT_THAT(words_refused({"diff", "a.h5", "b.h5", "--al"}),
              AllOf(HasSubstr("gpubench fingerprint diff"), HasSubstr("did you mean --all?")));
  EXPECT_THAT(words_refused({"dif"}), HasSubstr("dif"));
}

TEST(FingerprintArguments, HelpHasAnExampleAndTheExitCodes) {
  const Command help =
      parse_command_line({"fingerprint", "diff", "--help"}, [](const char*) { return nullptr; });
  EXPECT_THAT(std::get<TellCommand>(help).text,
              AllOf(HasSubstr("gpubench fingerprint diff monday.json live"), HasSubstr("1 different")));
}

}  // namespace
}  // namespace gpubench
