#include <gmock/gmock.h>

#include "results/error.hpp"
#include "tests/results/export/exported.hpp"

namespace gpubench::results {
namespace {

using examples::exported;
using testing::HasSubstr;
using testing::Not;

TEST(JunitExport, ACaseIsATestCaseAndALaunchASuite) {
  const std::string text = exported(
      {examples::plain_launch(), examples::plain_launch("2026-01-03T00:00:00.000Z")}, junit_exporter);
  EXPECT_THAT(text, HasSubstr("tests=\"3\" failures=\"0\" skipped=\"1\""));
  EXPECT_THAT(text, HasSubstr("<testcase classname=\"memory\" name=\"memory/copy/cuda\"><skipped "
                              "message=\"skipped: no driver\"/></testcase>"));
  EXPECT_NE(text.find("<testsuite "), text.rfind("<testsuite "));
}

TEST(JunitExport, WhatIsWrongFailedOrIncompleteFails) {
  auto launch = examples::plain_launch();
  launch.first.complete = false;
  launch.first.stop_reason = "died";
  launch.second[0].verification.correctness = "wrong";
  launch.second[0].verification.detail = "index 7";
  launch.second[1].status = Status::failed;
  const std::string text = exported({launch}, junit_exporter);
  EXPECT_THAT(text, HasSubstr("tests=\"3\" failures=\"3\" skipped=\"0\""));
  EXPECT_THAT(text, HasSubstr("<failure message=\"WRONG: index 7\"/>"));
  EXPECT_THAT(text, HasSubstr("<failure message=\"failed: no driver\"/>"));
  EXPECT_THAT(text, HasSubstr("<failure message=\"incomplete: died\"/>"));
}

TEST(JunitExport, AnIncompleteLaunchWithoutAReasonSaysNoMore) {
  auto launch = examples::plain_launch();
  launch.first.complete = false;
  launch.first.stop_reason.clear();
  EXPECT_THAT(exported({launch}, junit_exporter), HasSubstr("<failure message=\"incomplete\"/>"));
}

TEST(JunitExport, HostileTextsAreNoMarkup) {
  const std::string text = exported({examples::hostile_launch()}, junit_exporter);
  EXPECT_THAT(text, Not(HasSubstr("<b>")));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, HasSubstr("&lt;b&gt;&amp;"));
}

TEST(JunitExport, HasNoPlaceForSamples) {
  std::ostringstream out;
  EXPECT_THROW(junit_exporter(out, true), UsageError);
}

}  // namespace
}  // namespace gpubench::results
