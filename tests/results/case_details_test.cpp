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
      ElementsAre(
          "      case     0123456789abcdef, scope device, 2 participants, batch 2, place 7 in the order",
          "      samples  4 of each, after 3 to warm up, ended by: precise, least 1.50 us, quartiles "
          "2.63 us, 3.75 us, 4.88 us, most 6.00 us",
          "      ranks    quickest 0 at 2.50 us, slowest 5 at 5.00 us",
          "      work     reads 32 bytes, writes 16 bytes, 24 flop an operation",
          "      checked  10 of 20 values, family E, at most 3 ulp, worst at 4",
          "      lost     1.50 us stolen, 3 involuntary switches",
          "      took     warm-up 500.0 ms, timed 1.00 s, verification 250.0 ms, harness 125.0 ms",
          "      facts    threads=2"));
}

TEST(CaseDetails, ALatencyIsToldByTheOperationAsItsRowIs) {
  Case c = measured();
  c.metric = "latency";
  c.work.operations = 100;
  EXPECT_THAT(lines_of(c), Contains("      ranks    quickest 0 at 25.0 ns, slowest 5 at 50.0 ns"));
  EXPECT_THAT(lines_of(c), Contains(testing::HasSubstr("least 15.0 ns")));
  EXPECT_THAT(lines_of(c), Contains(testing::EndsWith("an operation, counted as 100")));
}

TEST(CaseDetails, SamplesWithoutATimeAreCounted) {
  Case c = measured();
  c.samples.values[1] = 0;
  EXPECT_THAT(lines_of(c), Contains(StartsWith("      samples  4 of each, 1 without a time, ")));
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
                           Contains("               ended by: precise, least 1.50 us,")));
}

TEST(CaseDetails, TextOfTheFileSteersNothing) {
  Case c = measured();
  c.facts = {{"provider", "a\033[2Jb"}};
  EXPECT_THAT(lines_of(c), Contains("      facts    provider=a?[2Jb"));
}

}  // namespace
}  // namespace gpubench::results
