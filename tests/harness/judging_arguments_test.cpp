#include "harness/judging_arguments.hpp"

#include <gmock/gmock.h>

#include "results/error.hpp"

namespace gpubench {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

template <class Wanted>
Wanted parsed(const std::vector<std::string>& arguments) {
  return std::get<Wanted>(parse_command_line(arguments, [](const char*) { return nullptr; }));
}

std::string refused(const std::vector<std::string>& arguments) {
  try {
    parse_command_line(arguments, [](const char*) { return nullptr; });
  } catch (const results::UsageError& error) {
    return error.what();
  }
  return "accepted";
}

TEST(JudgingArguments, ACompareHasTwoSidesByPlaceOrByName) {
  const auto placed = parsed<CompareCommand>({"compare", "old", "new.h5"});
  EXPECT_THAT(placed.files, ElementsAre("old", "new.h5"));
  EXPECT_EQ(placed.by, "case");
  EXPECT_FALSE(placed.json || placed.markdown || placed.reference);
  const auto named =
      parsed<CompareCommand>({"compare", "--baseline", "a", "b", "--candidate", "c", "--ledger", "l.h5"});
  EXPECT_THAT(named.files, IsEmpty());
  EXPECT_THAT(named.baseline, ElementsAre("a", "b"));
  EXPECT_THAT(named.candidate, ElementsAre("c"));
  EXPECT_THAT(named.ledger, ElementsAre("l.h5"));
  EXPECT_THAT(refused({"compare", "--baseline", "a"}), HasSubstr("--candidate"));
  EXPECT_THAT(refused({"compare", "a", "--baseline", "b", "--candidate", "c"}), HasSubstr("excludes"));
}

TEST(JudgingArguments, ALedgerTakesOneFileSoThatWhatFollowsIsASide) {
  const auto seen =
      parsed<CompareCommand>({"compare", "--ledger", "l.h5", "a.h5", "b.h5", "--ledger", "m.h5"});
  EXPECT_THAT(seen.ledger, ElementsAre("l.h5", "m.h5"));
  EXPECT_THAT(seen.files, ElementsAre("a.h5", "b.h5"));
}

TEST(JudgingArguments, HowACompareIsShown) {
  const auto seen = parsed<CompareCommand>(
      {"compare", "a", "b", "--by", "group", "--only", "changed", "--case", "memory/triad", "--markdown"});
  EXPECT_EQ(seen.by, "group");
  EXPECT_EQ(seen.only, "changed");
  EXPECT_EQ(seen.distributions, "memory/triad");
  EXPECT_TRUE(seen.markdown);
  EXPECT_THAT(refused({"compare", "a", "b", "--by", "colour"}), HasSubstr("--by"));
  EXPECT_THAT(refused({"compare", "a", "b", "--only", "old"}), HasSubstr("--only"));
  EXPECT_THAT(refused({"compare", "a", "b", "--json", "--markdown"}), HasSubstr("--json"));
  EXPECT_TRUE(parsed<CompareCommand>({"compare", "a", "b", "-v"}).verbose && !seen.verbose);
  for (const char* other : {"--json", "--markdown"})
    EXPECT_THAT(refused({"compare", "a", "b", "-v", other}), HasSubstr("--verbose")) << other;
  EXPECT_THAT(refused({"compare", "a", "--reference", "epyc", "--verbose"}), HasSubstr("--verbose"));
  EXPECT_TRUE(parsed<ReproCommand>({"repro", "a", "--verbose"}).verbose);
  EXPECT_THAT(refused({"repro", "a", "--verbose", "--json"}), HasSubstr("--verbose"));
}

TEST(JudgingArguments, AReferenceStandsBesideAnyNumberOfFilesAndNoSides) {
  const auto seen = parsed<CompareCommand>({"compare", "a.h5", "b.h5", "c.h5", "--reference", "epyc"});
  EXPECT_THAT(seen.files, ElementsAre("a.h5", "b.h5", "c.h5"));
  EXPECT_EQ(seen.reference, "epyc");
  EXPECT_THAT(refused({"compare", "a.h5", "b.h5", "--reference", ""}), HasSubstr("the name is empty"));
  EXPECT_THAT(refused({"compare", "--reference", "epyc"}),
              AllOf(HasSubstr("--reference"), HasSubstr("FILE")));
  EXPECT_THAT(refused({"compare", "--reference", "epyc", "--baseline", "a", "--candidate", "b"}),
              testing::Not("accepted"));
  EXPECT_THAT(refused({"compare", "a.h5", "--reference", "epyc", "--ledger", "l.h5"}), HasSubstr("--ledger"));
}

TEST(JudgingArguments, AGateNeedsBothSides) {
  const auto seen = parsed<GateCommand>({"gate", "--baseline", "a", "--candidate", "b", "--policy", "p.toml",
                                         "--ledger", "l.h5", "--junit", "j.xml", "--github"});
  EXPECT_THAT(seen.baseline, ElementsAre("a"));
  EXPECT_THAT(seen.candidate, ElementsAre("b"));
  EXPECT_THAT(seen.ledger, ElementsAre("l.h5"));
  EXPECT_EQ(seen.policy, "p.toml");
  EXPECT_EQ(seen.junit, "j.xml");
  EXPECT_TRUE(seen.github);
  EXPECT_FALSE(seen.json);
  EXPECT_THAT(refused({"gate", "--baseline", "a"}), HasSubstr("--candidate"));
  EXPECT_THAT(refused({"gate", "--baseline", "a", "--candidate", "b", "--json", "--github"}),
              HasSubstr("--json"));
}

TEST(JudgingArguments, WhatFollowsTwoDashesIsTheCommandOfARepeatOrACalibrate) {
  const auto repeat = parsed<RepeatCommand>(
      {"repeat", "--launches", "3", "-o", "s.h5", "--", "mpirun", "-n", "8", "gpubench", "all", "--json"});
  EXPECT_THAT(repeat.words, ElementsAre("mpirun", "-n", "8", "gpubench", "all", "--json"));
  EXPECT_EQ(repeat.launches, 3U);
  EXPECT_EQ(repeat.output, "s.h5");
  EXPECT_FALSE(repeat.force);
  const auto calibrate =
      parsed<CalibrateCommand>({"calibrate", "--pairs", "6", "-o", "l.h5", "--seed", "9", "--", "measure"});
  EXPECT_THAT(calibrate.words, ElementsAre("measure"));
  EXPECT_EQ(calibrate.pairs, 6U);
  EXPECT_EQ(calibrate.seed, 9U);
  EXPECT_THAT(refused({"repeat", "-o", "s.h5"}), HasSubstr("COMMAND"));
  EXPECT_THAT(refused({"repeat", "--", "measure"}), HasSubstr("--output"));
  EXPECT_THAT(refused({"repeat", "-o", "s.h5", "--launches", "0", "--", "measure"}), HasSubstr("--launches"));
  EXPECT_THAT(refused({"calibrate", "-o", "l.h5", "--pairs", "5", "--", "measure"}), HasSubstr("--pairs"));
}

TEST(JudgingArguments, ADuetHasTwoCommandsForAShell) {
  const auto seen = parsed<DuetCommand>({"duet", "--a", "old all", "--b", "new all", "-o", "d.h5", "--ledger",
                                         "l.h5", "--seed", "7", "--force", "--json"});
  EXPECT_EQ(seen.a, "old all");
  EXPECT_EQ(seen.b, "new all");
  EXPECT_THAT(seen.ledger, ElementsAre("l.h5"));
  EXPECT_EQ(seen.seed, 7U);
  EXPECT_TRUE(seen.force && seen.json);
  EXPECT_THAT(refused({"duet", "--a", "old", "-o", "d.h5"}), HasSubstr("--b"));
}

}  // namespace
}  // namespace gpubench
