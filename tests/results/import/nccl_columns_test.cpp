// Tables as releases of nccl-tests print them, written from their format strings.
#include "results/import/nccl_columns.hpp"

#include <gmock/gmock.h>

#include "results/error.hpp"
#include "results/import/imported.hpp"
#include "results/import/text_lines.hpp"

namespace gpubench::results {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

NcclColumns columns(const std::string& header) {
  const auto found = find_nccl_columns(words_of(header));
  EXPECT_TRUE(found) << header;
  return found.value_or(NcclColumns());
}

/// The first launch of a program's output: its header, these lines, its end.
ImportedLaunch launch_with(const std::string& lines) {
  const std::string text =
      "# nThread 1 nGpus 2 minBytes 8 maxBytes 8 step: 1048576(bytes) warmup iters: 5\n#\n" + lines +
      "# Avg bus bandwidth    : 1.5 \n#\n";
  return import_nccl_tests(text, "in.txt").front();
}

constexpr const char* kHeader =
    "#       size         count      type   redop    root     time   algbw   busbw  #wrong     time   algbw  "
    " "
    "busbw  #wrong \n"
    "#        (B)    (elements)                               (us)  (GB/s)  (GB/s)             (us)  (GB/s)  "
    "(GB/s)         \n";

TEST(NcclColumns, EachReleasesHeadersAreUnderstood) {
  const NcclColumns now = columns(kHeader + std::string("timestamp"));
  EXPECT_THAT(now.keys, ElementsAre("size", "count", "type", "redop", "root"));
  EXPECT_EQ(now.figures, 4U);
  EXPECT_TRUE(now.counts_wrong);
  EXPECT_FALSE(now.by_cpu);
  const NcclColumns old = columns("# size count type time algbw busbw error time algbw busbw error");
  EXPECT_THAT(old.keys, ElementsAre("size", "count", "type"));
  EXPECT_FALSE(old.counts_wrong);
  const NcclColumns cpu = columns(
      "# size count type redop root cputime algbw busbw #wrong i_min i_max i_p99 i_cv% "
      "cputime algbw busbw #wrong i_min i_max i_p99 i_cv%");
  EXPECT_EQ(cpu.figures, 8U);
  EXPECT_TRUE(cpu.by_cpu);
}

TEST(NcclColumns, OtherRemarksAreNone) {
  for (const char* line : {"#", "# Using devices", "# size count type redop root", "# size count time",
                           "# (B) (elements) (us) (GB/s)", "8 2 float time time"})
    EXPECT_FALSE(find_nccl_columns(words_of(line))) << line;
}

TEST(NcclRow, WordsMustBeAsManyAsTheColumns) {
  const NcclColumns five;
  const auto whole = find_nccl_row(five, words_of("8 2 float sum -1 1.5 2 3 0 4.5 5 6 N/A"));
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->keys.at("redop"), "sum");
  EXPECT_THAT(whole->figures, ElementsAre("1.5", "2", "3", "0", "4.5", "5", "6", "N/A"));
  EXPECT_FALSE(find_nccl_row(five, words_of("8 2 float sum -1 1.5 2 3 0 4.5 5 6"))) << "no blank redop";
  EXPECT_FALSE(find_nccl_row(five, words_of("8 2 float sum -1 1.5 2 3 0"))) << "no row of one placement";
  EXPECT_FALSE(find_nccl_row(five, words_of("8 2 float sum -1 1.5 2 3 0 4.5")));
  EXPECT_FALSE(find_nccl_row(five, words_of("8 2 float sum -1 1.5 2 3 0 4.5 5 6 0 7 8")));
}

TEST(NcclRow, ATimeStampIsLeftOut) {
  const auto row = find_nccl_row({}, words_of("8 2 float sum -1 1.5 2 3 0 4.5 5 6 0 2026-01-31 12:34:56"));
  ASSERT_TRUE(row);
  EXPECT_EQ(row->figures.back(), "0");
}

TEST(NcclReleases, BeforeColumnsOfWrongElementsAnErrorIsNoVerdict) {
  const ImportedLaunch seen = launch_with(
      "#   Rank  0 Pid   4242 on       node device  0 [0x07] Tesla V100-SXM2-32GB\n"
      "#   Rank  1 Pid   4242 on       node device  1 [0x0b] Tesla V100-SXM2-32GB\n"
      "#       size         count      type     time   algbw   busbw  error     time   algbw   busbw  error\n"
      "           8             2     float    12.34    0.00    0.00  2e-07    12.10    0.00    0.00  0e+00\n"
      "# Out of bounds values : 0 OK\n");
  ASSERT_THAT(seen.cases, SizeIs(2));
  EXPECT_THAT(seen.cases[0].wrong, IsEmpty());
  EXPECT_THAT(seen.cases[0].samples, ElementsAre(ElementsAre(12.34)));
  EXPECT_EQ(seen.cases[1].axes, (Axes{{"type", "float"},
                                      {"redop", "none"},
                                      {"root", "-1"},
                                      {"size", "8B"},
                                      {"placement", "in_place"},
                                      {"ranks", "2"}}));
  EXPECT_EQ(seen.environment.at(0).value, "Tesla V100-SXM2-32GB");
}

TEST(NcclReleases, OutOfBoundsAndNoRowThatSaysWhereMakesAllWrong) {
  const std::string rows =
      "#       size         count      type   redop     time   algbw   busbw  error     time   algbw   busbw "
      " "
      "error\n"
      "           8             2     float     sum    12.34    0.00    0.00  2e-07    12.10    0.00    0.00 "
      " "
      "1e+02\n";
  const ImportedLaunch seen = launch_with(rows + "# Out of bounds values : 2 FAILED\n");
  for (const ImportedCase& one : seen.cases) EXPECT_THAT(one.wrong, HasSubstr("does not say where"));
  EXPECT_THAT(launch_with(rows + "# Out of bounds values : 0 OK\n").cases[0].wrong, IsEmpty());
}

TEST(NcclReleases, WhereARowSaysWhereTheOthersStayRight) {
  const ImportedLaunch seen = launch_with(
      kHeader + std::string("           8             2     float     sum      -1    12.34    0.00    0.00   "
                            "1e+06    12.10    0.00    0.00       0\n"
                            "# Out of bounds values : 1 FAILED\n"));
  EXPECT_THAT(seen.cases[0].wrong, HasSubstr("1e+06 wrong elements"));
  EXPECT_THAT(seen.cases[1].wrong, IsEmpty());
}

TEST(NcclReleases, ABlankOperationIsNone) {
  const ImportedLaunch seen = launch_with(
      kHeader +
      std::string("           8             2     float              -1    12.34    0.00    0.00      "
                  "N/A    12.10    0.00    0.00     N/A\n"));
  ASSERT_THAT(seen.cases, SizeIs(2));
  EXPECT_EQ(seen.cases[0].axes[1].second, "none");
  EXPECT_EQ(seen.cases[0].axes[2].second, "-1");
  EXPECT_THAT(seen.cases[0].samples, ElementsAre(ElementsAre(12.34)));
  EXPECT_THAT(seen.cases[0].wrong, IsEmpty()) << "not checked is not wrong";
}

TEST(NcclReleases, FiguresOfSingleIterationsAreNotTakenForTheOtherPlacement) {
  const ImportedLaunch seen = launch_with(
      "#       size         count      type   redop    root     time   algbw   busbw  #wrong    i_min    "
      "i_max    "
      "i_p99    i_cv%     time   algbw   busbw  #wrong    i_min    i_max    i_p99    i_cv% \n"
      "           8             2     float     sum      -1    12.34    0.00    0.00       0    10.01    "
      "20.02    "
      "19.03     4.04    12.10    0.00    0.00       0    10.05    20.06    19.07     4.08\n");
  ASSERT_THAT(seen.cases, SizeIs(2));
  EXPECT_THAT(seen.cases[0].samples, ElementsAre(ElementsAre(12.34)));
  EXPECT_THAT(seen.cases[1].samples, ElementsAre(ElementsAre(12.10)));
}

TEST(NcclReleases, ATimeOfTheCpuIsAnotherCase) {
  const std::string row =
      "           8             2     float     sum      -1     1.34    0.00    0.00       0     1.10    "
      "0.00    "
      "0.00       0\n";
  std::string header = kHeader;
  for (std::size_t at = 0; (at = header.find("    time", at)) != std::string::npos;)
    header.replace(at, 8, " cputime");
  EXPECT_THAT(launch_with(header + row).cases[0].axes, testing::Contains(testing::Pair("time", "cpu")));
  EXPECT_THAT(launch_with(kHeader + row).cases[0].axes,
              testing::Not(testing::Contains(testing::Key("time"))));
}

TEST(NcclReleases, WhatMakesAnotherOperationOfItMakesAnotherCase) {
  const std::string row =
      "           8             2     float     sum      -1     1.34    0.00    0.00       0     1.10    "
      "0.00    "
      "0.00       0\n";
  const auto axes_under = [&](const std::string& first, const std::string& more) {
    return import_nccl_tests(first + "\n" + more + kHeader + row, "in.txt")[0].cases[0].axes;
  };
  const std::string usual =
      "# nThread 1 nGpus 1 warmup iters: 5 iters: 20 agg iters: 1 validation: 1 graph: 0";
  EXPECT_EQ(axes_under(usual, "").size(), 5U);
  const std::string other = "# nThread 1 nGpus 1 iters: 20 agg iters: 4 validation: 0 graph: 7 unalign: 1";
  EXPECT_THAT(axes_under(other, ""),
              testing::IsSupersetOf({testing::Pair("aggregated", "4"), testing::Pair("graph", "7"),
                                     testing::Pair("unalign", "1")}));
  EXPECT_THAT(
      axes_under(usual, "# Blocking Enabled: wait for completion and barrier after each collective \n"),
      testing::Contains(testing::Pair("blocking", "barrier")));
  EXPECT_THAT(axes_under(usual, "# Blocking Enabled: wait after each inner iteration (-m), no barrier \n"),
              testing::Contains(testing::Pair("blocking", "wait")));
  const std::string two =
      "#  Rank  0 Group  0 Pid 1 on n device  0 [0000:07:00] H100\n"
      "#  Rank  1 Group  1 Pid 1 on n device  1 [0000:0b:00] H100\n";
  EXPECT_THAT(axes_under(usual, two), testing::Contains(testing::Pair("groups", "2")));
}

TEST(NcclReleases, ALargeTimeIsAsCoarseAsItIsPrinted) {
  const ImportedLaunch seen = launch_with(
      kHeader +
      std::string("  8589934592    2147483648     float     sum      -1  1.2e+07    0.00    0.00       "
                  "0   123456  69.58  104.37       0\n"));
  EXPECT_THAT(seen.cases[0].samples, ElementsAre(ElementsAre(1.2e7)));
  EXPECT_DOUBLE_EQ(seen.cases[0].step, 1e6);
  EXPECT_DOUBLE_EQ(seen.cases[1].step, 1);
}

TEST(NcclReleases, WhatIsNoNumberOfWrongElementsIsNamed) {
  try {
    launch_with(kHeader + std::string("8 2 float sum -1 1.5 2 3 many 4.5 5 6 0\n"));
    FAIL() << "taken";
  } catch (const DataError& error) {
    EXPECT_THAT(error.what(), HasSubstr("'many' is no number of wrong elements"));
  }
}

}  // namespace
}  // namespace gpubench::results
