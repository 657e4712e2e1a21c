#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "bench/api/registrar.hpp"
#include "harness/doctor/doctor.hpp"

namespace gpubench::doctor {
namespace {

using testing::HasSubstr;
using testing::Not;

const Findings kSome = {{"module.mpi", Result::good, "usable", ""},
                        {"driver", Result::note, "absent", ""},
                        {"memory.swap", Result::warning, "in use", "swapoff -a"},
                        {"cpu.quota", Result::good, "none", ""},
                        {"driver.version", Result::invalid, "too old", "update"}};

TEST(DoctorShow, TheGravestComesFirstAndWhatIsGoodIsOneLine) {
  EXPECT_EQ(findings_text(kSome, {}),
            "invalid  driver.version  too old\n"
            "         mend: update\n"
            "warning  memory.swap     in use\n"
            "         mend: swapoff -a\n"
            "note     driver          absent\n"
            "good     module.mpi, cpu.quota\n"
            "5 checks: 1 finding makes measurements invalid, 1 warning\n");
}

TEST(DoctorShow, AllNamesWhatIsGoodToo) {
  const std::string text = findings_text(kSome, {true, false});
  EXPECT_THAT(text, HasSubstr("good     module.mpi      usable\ngood     cpu.quota       none\n"));
}

TEST(DoctorShow, OnANarrowTerminalEvidenceGoesOnBesideItsCheckAndAMendCanBeCopied) {
  const Findings one = {{"a.b", Result::warning, "one two three four", "one --two --three --four --five"}};
  EXPECT_THAT(findings_text(one, {false, false, 24}),
              HasSubstr("warning  a.b  one two\n"
                        "              three four\n"
                        "         mend: one --two --three --four --five\n"));
}

TEST(DoctorShow, TheSumCountsWhatSpeaksAgainstMeasuring) {
  EXPECT_EQ(findings_text({kSome[0]}, {}),
            "good     module.mpi\n1 check: nothing speaks against measuring here\n");
  EXPECT_THAT(findings_text({kSome[2], kSome[2]}, {}), HasSubstr("2 checks: 2 warnings\n"));
  EXPECT_THAT(findings_text({kSome[4], kSome[4]}, {}), HasSubstr("2 findings make measurements invalid"));
}

TEST(DoctorShow, ColourIsForTerminalsAndEscapesOfOthersAreNot) {
  EXPECT_THAT(findings_text(kSome, {false, true}), HasSubstr("\x1b["));
  EXPECT_THAT(findings_text(kSome, {}), Not(HasSubstr("\x1b[")));
  const Findings hostile = {{"x", Result::warning, "a\x1b[31mb", "c\x1b[31md"}};
  EXPECT_THAT(findings_text(hostile, {}), Not(HasSubstr("\x1b")));
}

TEST(DoctorShow, JsonHasEveryFindingAndAMendOnlyWhereThereIsOne) {
  const auto json = nlohmann::json::parse(findings_json(kSome));
  EXPECT_EQ(json.at("schema"), "gpubench-doctor/1");
  EXPECT_EQ(json.at("build_id"), kBuildId);
  EXPECT_EQ(json.at("result"), "invalid");
  ASSERT_EQ(json.at("findings").size(), kSome.size());
  EXPECT_FALSE(json.at("findings")[0].contains("mend"));
  const auto swap = nlohmann::json{
      {"id", "memory.swap"}, {"result", "warning"}, {"evidence", "in use"}, {"mend", "swapoff -a"}};
  EXPECT_EQ(json.at("findings")[2], swap);
}

}  // namespace
}  // namespace gpubench::doctor
