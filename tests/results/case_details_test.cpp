#include "results/case_details.hpp"

#include <gmock/gmock.h>

#include "results/terminal.hpp"

namespace gpubench::results {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;
using testing::StartsWith;

/// Two ranks, four samples of two operations each: 1 to 4 us an operation, the second rank twice that.
Case measured() {
  Case c;
  c.id = "0123456789abcdef";
  c.scope = "device";
  c.participants = {0, 5};
  c.batch = 2;
  c.order = 7;
  c.across_ranks = "each";
  c.status = Status::measured;
  c.stop_reason = "precise";
  c.work = {32, 16, 24, 1, 0, "", 0};
  c.verification.family = "E";
  c.verification.checked = 10;
  c.verification.total = 20;
  c.verification.ulp_max = 3;
  c.verification.detail = "worst at 4";
  c.wall = {0.5, 1, 0.25, 0.125};
  c.samples = {2, 4, {2000, 4000, 6000, 8000, 4000, 8000, 12000, 16000}};
  c.warm_up = {2, 3, std::vector<std::int64_t>(6, 2000)};
  c.disturbances["steal_ns"] = {2, 4, {1000, 0, 0, 0, 500, 0, 0, 0}};
  c.disturbances["switches_involuntary"] = {2, 4, {1, 0, 2, 0, 0, 0, kAbsent, 0}};
  c.facts = {{"threads", "2"}};
  return c;
}

std::vector<std::string> lines_of(const Case& c, std::size_t width = 0) {
  return detail_lines(details_of(c), width);
}

TEST(CaseDetails, TellEachFigureOfTheCase) {
  EXPECT_THAT(
      lines_of(measured()),
      ElementsAre("      case     0123456789abcdef, 2 participants, batch 2, scope device",
                  "      samples  4 of each, after 3 to warm up, ended by: precise, least 1.0000 us, "
                  "quartiles 2.0000 us, 3.5000 us, 4.5000 us, most 8.0000 us",
                  "      ranks    quickest 0 at 2.5000 us, slowest 5 at 5.0000 us",
                  "      work     reads 32 bytes, writes 16 bytes, 24 flop",
                  "      checked  10 of 20 values, family E, at most 3 ulp, worst at 4",
                  "      beside   1.50 us stolen, 3 involuntary switches",
                  "      took     warm-up 500.0 ms, timed 1.00 s, verification 250.0 ms, harness 125.0 ms",
                  "      facts    threads=2"));
}

TEST(CaseDetails, ALatencyIsToldByTheOperationAsItsRowIs) {
  Case c = measured();
  c.metric = "latency";
  c.work.operations = 100;
  EXPECT_THAT(lines_of(c), Contains("      ranks    quickest 0 at 25.000 ns, slowest 5 at 50.000 ns"));
  EXPECT_THAT(lines_of(c), Contains(testing::HasSubstr("least 10.000 ns")));
  EXPECT_THAT(lines_of(c), Contains(testing::EndsWith("24 flop, all of it for 100 operations")));
}

TEST(CaseDetails, SamplesWithoutATimeAreCounted) {
  Case c = measured();
  c.samples.values[1] = 0;
  EXPECT_THAT(lines_of(c), Contains(StartsWith("      samples  4 of each, 1 without a time, ")));
}

TEST(CaseDetails, WhereRanksWorkTogetherASampleIsTheirSlowestOne) {
  Case c = measured();
  c.across_ranks = "max";
  EXPECT_THAT(lines_of(c), Contains(testing::HasSubstr("least 2.0000 us, quartiles 3.5000 us, 5.0000 us, ")));
}

TEST(CaseDetails, WhatWasCountedAndIsZeroGoesWithoutSaying) {
  Case c = measured();
  c.disturbances = {{"faults_major", {2, 4, std::vector<std::int64_t>(8, 0)}}};
  EXPECT_THAT(lines_of(c), Contains("      beside   nothing"));
  c.disturbances["faults_major"].values[3] = 1;
  EXPECT_THAT(lines_of(c), Contains("      beside   1 major fault"));
  c.disturbances.clear();
  EXPECT_THAT(lines_of(c), Not(Contains(StartsWith("      beside"))));
}

TEST(CaseDetails, APhraseWiderThanTheLineIsBrokenAndNotCut) {
  Case c = measured();
  c.facts = {{"reason", "a phrase of many words that no line of forty columns can hold"}};
  const std::vector<std::string> lines = lines_of(c, 40);
  for (const std::string& line : lines) EXPECT_LE(display_width(line), 40U) << line;
  EXPECT_THAT(lines, Contains("               forty columns can hold"));
}

TEST(CaseDetails, WhatAFailedCaseDoesNotTellIsNotThere) {
  Case c;
  c.id = "0";
  c.status = Status::failed;
  EXPECT_THAT(lines_of(c), ElementsAre(StartsWith("      case     0, ")));
}

TEST(CaseDetails, RanksThatWorkTogetherHaveNoQuickest) {
  Case c = measured();
  c.across_ranks = "max";
  EXPECT_THAT(lines_of(c), Not(Contains(StartsWith("      ranks"))));
}

TEST(CaseDetails, LinesKeepToTheWidthAndPhrasesStayWhole) {
  const std::vector<std::string> lines = lines_of(measured(), 60);
  for (const std::string& line : lines) EXPECT_LE(display_width(line), 60U) << line;
  EXPECT_THAT(lines, AllOf(Contains("      samples  4 of each, after 3 to warm up,"),
                           Contains("               ended by: precise, least 1.0000 us,")));
}

TEST(CaseDetails, TextOfTheFileSteersNothing) {
  Case c = measured();
  c.facts = {{"provider", "a\033[2Jb"}};
  EXPECT_THAT(lines_of(c), Contains("      facts    provider=a?[2Jb"));
}

}  // namespace
}  // namespace gpubench::results
