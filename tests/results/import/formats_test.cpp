// What other programs print, captured or written from their own format strings.
#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "results/error.hpp"
#include "results/import/imported.hpp"

namespace gpubench::results {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::string captured(const std::string& name) {
  std::ostringstream text;
  text << std::ifstream(std::string(GPUBENCH_TEST_DATA "/import/") + name).rdbuf();
  return text.str();
}

template <class Importer>
std::string refusal(Importer&& importer, const std::string& text) {
  try {
    importer(text, "in.txt");
  } catch (const DataError& error) {
    return error.what();
  }
  return "";
}

/// The text with the first `from` made `to`.
std::string with(std::string text, const std::string& from, const std::string& to) {
  const std::size_t place = text.find(from);
  EXPECT_NE(place, std::string::npos) << from;
  return text.replace(place, from.size(), to);
}

TEST(GoogleBenchmark, ARepetitionIsASampleAndAggregatesAreNone) {
  const auto launches = import_google_benchmark(captured("google_benchmark.json"), "in.json");
  ASSERT_EQ(launches.size(), 1U);
  ASSERT_EQ(launches[0].cases.size(), 3U);
  const ImportedCase& copy = launches[0].cases[0];
  EXPECT_EQ(copy.name, "BM_copy/4096/iterations:2000/repeats:6");
  EXPECT_EQ(copy.unit, "ns");
  ASSERT_EQ(copy.samples.size(), 1U);
  EXPECT_EQ(copy.samples[0].size(), 6U);
  EXPECT_NEAR(copy.samples[0][0], 4192.0365, 1e-4);
  EXPECT_EQ(copy.step, 0) << "its figures are printed in full";
  EXPECT_EQ(launches[0].cases[2].failed, "no device");
  EXPECT_EQ(launches[0].started, "2026-11-21T18:06:11.000Z");
  for (const Fact& fact : launches[0].environment) EXPECT_THAT(fact.value, Not(HasSubstr("node")));
}

TEST(GoogleBenchmark, WhatIsNotAsItPrintsItIsNamed) {
  const std::string text = captured("google_benchmark.json");
  EXPECT_THAT(refusal(import_google_benchmark, with(text, "\"real_time\"", "\"unreal_time\"")),
              HasSubstr("BM_copy/4096/iterations:2000/repeats:6: no real_time"));
  EXPECT_THAT(refusal(import_google_benchmark, with(text, "\"ns\"", "\"ms\"")), HasSubstr("in ms and ns"));
  EXPECT_THAT(refusal(import_google_benchmark, R"({"context":{},"benchmarks":[]})"),
              HasSubstr("no repetition"));
  EXPECT_THAT(refusal(import_google_benchmark, R"({"context":{},"benchmarks":7})"),
              HasSubstr("number, not array"));
  EXPECT_THAT(refusal(import_google_benchmark, R"({"context":{},"benchmarks":[{"name":7}]})"),
              HasSubstr("name"));
}

TEST(Osu, ARowIsACaseOfItsSizeAmongRemarks) {
  const auto launches = import_osu(captured("osu_allreduce.txt"), "in.txt");
  ASSERT_EQ(launches.size(), 1U);
  ASSERT_EQ(launches[0].cases.size(), 3U);
  const ImportedCase& first = launches[0].cases[0];
  EXPECT_EQ(first.name, "osu/allreduce_latency");
  EXPECT_EQ(first.axes, (Axes{{"type", "MPI_CHAR"}, {"size", "8B"}}));
  EXPECT_EQ(first.unit, "us");
  EXPECT_THAT(first.samples, ElementsAre(ElementsAre(7503.04)));  // the average, not the minimum beside it
}

TEST(Osu, TheStepIsThatOfTheFiguresAsPrinted) {
  EXPECT_DOUBLE_EQ(import_osu(captured("osu_allreduce.txt"), "in.txt")[0].cases[0].step, 0.01);
  const std::string text = captured("osu_barrier.txt");
  EXPECT_DOUBLE_EQ(import_osu(with(text, "15.42", "15.4"), "in.txt")[0].cases[0].step, 0.1);
  const auto both = import_osu(text + with(text, "15.42", "15"), "in.txt");
  EXPECT_DOUBLE_EQ(both[0].cases[0].step, 1) << "not the coarsest";
}

TEST(Osu, ABandwidthIsARateAndABarrierHasNoSize) {
  const auto bandwidth = import_osu(captured("osu_multiple_bandwidth.txt"), "in.txt")[0].cases;
  ASSERT_EQ(bandwidth.size(), 2U);
  EXPECT_EQ(bandwidth[0].name, "osu/multiple_bandwidth_message_rate");
  EXPECT_EQ(bandwidth[0].unit, "MB/s");
  EXPECT_TRUE(bandwidth[0].higher_is_better);
  EXPECT_THAT(bandwidth[1].samples, ElementsAre(ElementsAre(8.31)));
  const auto barrier = import_osu(captured("osu_barrier.txt"), "in.txt")[0].cases;
  ASSERT_EQ(barrier.size(), 1U);
  EXPECT_EQ(barrier[0].name, "osu/barrier_latency");
  EXPECT_THAT(barrier[0].axes, testing::IsEmpty());
  EXPECT_THAT(barrier[0].samples, ElementsAre(ElementsAre(15.42)));
}

TEST(Osu, PrintedAgainItIsAnotherSampleAndAFailedValidationIsWrong) {
  const std::string text = captured("osu_barrier.txt");
  EXPECT_THAT(import_osu(text + text, "in.txt")[0].cases[0].samples, ElementsAre(ElementsAre(15.42, 15.42)));
  EXPECT_EQ(import_osu(text, "in.txt")[0].cases[0].wrong, "");
  EXPECT_THAT(import_osu(with(text, "15.42", "15.42   Fail"), "in.txt")[0].cases[0].wrong,
              HasSubstr("validation"));
}

TEST(Osu, ARowThatIsNoneIsNamed) {
  EXPECT_THAT(refusal(import_osu, "# OSU MPI Latency Test v7.4\n"), HasSubstr("no row of figures"));
  EXPECT_THAT(refusal(import_osu, "# OSU MPI Latency Test v7.4\n# Size  Avg Latency(us)\n8  fast\n"),
              HasSubstr("a row of latency is no size and figure"));
  EXPECT_THAT(refusal(import_osu, "# OSU MPI Latency Test v7.4\n# Size  Avg Latency(us)\n8\n"),
              HasSubstr("no size and figure"));
}

TEST(Osu, OfAllColumnsTheFirstIsTakenAndPassIsNotWrong) {
  const std::string title = "# OSU MPI Latency Test v7.4\n# Datatype: MPI_CHAR.\n";
  const auto full =
      import_osu(
          title +
              "# Size       Avg Latency(us)   Min Latency(us)   Max Latency(us)  Iterations        "
              "Validation   "
              "P99 Tail Lat(us)\n"
              "8                       1.25              1.01              9.99       10000              Pass"
              "                3.07\n",
          "in.txt")[0]
          .cases;
  ASSERT_EQ(full.size(), 1U);
  EXPECT_THAT(full[0].samples, ElementsAre(ElementsAre(1.25)));
  EXPECT_EQ(full[0].unit, "us");
  EXPECT_EQ(full[0].wrong, "");
  const auto overlapped =
      import_osu(
          "# OSU MPI Non-blocking Allreduce Latency Test v7.4\n# Overall = Coll. Init + Compute + MPI_Test + "
          "MPI_Wait\n\n# Datatype: MPI_INT.\n# Size           Overall(us)       Compute(us)    Pure Comm.(us)"
          "        Overlap(%)        Validation\n"
          "4                      20.50             10.10             10.20              3.00              "
          "Fail\n",
          "in.txt")[0]
          .cases;
  EXPECT_EQ(overlapped[0].name, "osu/non_blocking_allreduce_latency");
  EXPECT_THAT(overlapped[0].samples, ElementsAre(ElementsAre(20.50)));
  EXPECT_THAT(overlapped[0].wrong, HasSubstr("validation"));
}

TEST(Osu, TablesOfOtherSettingsAreOtherCases) {
  const auto table = [](const std::string& remark) {
    return "# OSU MPI_Put-CUDA Bandwidth Test v7.4\n" + remark +
           "# Datatype: MPI_CHAR.\n# Size      Bandwidth (MB/s)\n8     4.15\n";
  };
  const std::string lock = "# Window creation: MPI_Win_create\n# Synchronization: MPI_Win_lock/unlock\n";
  const std::string fence = "# Window creation: MPI_Win_create\n# Synchronization: MPI_Win_fence\n";
  const auto both = import_osu(table(lock) + table(fence), "in.txt")[0].cases;
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(both[0].name, "osu/mpi_put_bandwidth");
  EXPECT_EQ(both[0].backend, "cuda");
  EXPECT_EQ(both[1].axes, (Axes{{"window", "MPI_Win_create"},
                                {"synchronization", "MPI_Win_fence"},
                                {"type", "MPI_CHAR"},
                                {"size", "8B"}}));
  const std::string buffers = "# Send Buffer on DEVICE (D) and Receive Buffer on HOST (H)\n";
  EXPECT_THAT(import_osu(table(buffers), "in.txt")[0].cases[0].axes,
              Contains(testing::Pair("buffers", "D-H")));
  EXPECT_EQ(import_osu(table(lock) + table(lock), "in.txt")[0].cases.size(), 1U);
}

TEST(Osu, PairsAndWindowArePartOfTheCaseAndVariedWindowsAreRefused) {
  const std::string text = captured("osu_multiple_bandwidth.txt");
  EXPECT_EQ(import_osu(text, "in.txt")[0].cases[0].axes,
            (Axes{{"pairs", "1"}, {"window", "64"}, {"type", "MPI_CHAR"}, {"size", "1B"}}));
  const std::string varied =
      "# OSU MPI Multiple Bandwidth / Message Rate Test v7.4\n# [ pairs: 2 ] [ window size: varied ]\n\n"
      "# Uni-directional Bandwidth (MB/sec)\n# Datatype: MPI_CHAR.\n#               8          16\n"
      "1            1.01        1.02\n";
  EXPECT_THAT(refusal(import_osu, varied), HasSubstr("windows of varied size"));
}

TEST(NcclTests, EachHeaderIsALaunchAndEachPlacementACase) {
  const auto launches = import_nccl_tests(captured("nccl_all_reduce.txt"), "in.txt");
  ASSERT_EQ(launches.size(), 2U);
  ASSERT_EQ(launches[0].cases.size(), 4U);
  const ImportedCase& in_place = launches[0].cases[1];
  EXPECT_EQ(in_place.name, "nccl_tests/all_reduce");
  EXPECT_EQ(in_place.backend, "cuda");
  EXPECT_EQ(in_place.axes, (Axes{{"type", "float"},
                                 {"redop", "sum"},
                                 {"root", "-1"},
                                 {"size", "8B"},
                                 {"placement", "in_place"},
                                 {"ranks", "2"}}));
  EXPECT_THAT(in_place.samples, ElementsAre(ElementsAre(12.10)));
  EXPECT_DOUBLE_EQ(in_place.step, 0.01);
  EXPECT_THAT(launches[1].cases[0].samples, ElementsAre(ElementsAre(12.44)));
  ASSERT_EQ(launches[0].environment.size(), 2U);
  EXPECT_EQ(launches[0].environment[1].value, "NVIDIA H100 80GB HBM3");
}

TEST(NcclTests, WrongElementsAreWrongAndUncheckedOnesAreNot) {
  const std::string text = captured("nccl_all_reduce.txt");
  EXPECT_EQ(import_nccl_tests(text, "in.txt")[0].cases[0].wrong, "");
  const auto wrong = import_nccl_tests(with(text, "    0    12.10", "    3    12.10"), "in.txt");
  EXPECT_THAT(wrong[0].cases[0].wrong, HasSubstr("3 wrong elements"));
  const auto unchecked = import_nccl_tests(with(text, "    0    12.10", "  N/A    12.10"), "in.txt");
  EXPECT_EQ(unchecked[0].cases[0].wrong, "");
}

TEST(NcclTests, WithoutANameItIsUnnamed) {
  const auto launches = import_nccl_tests(
      with(captured("nccl_all_reduce.txt"), "# Collective test starting: all_reduce_perf", "#"), "in");
  EXPECT_EQ(launches[0].cases[0].name, "nccl_tests/unnamed");
  EXPECT_EQ(launches[1].cases[0].name, "nccl_tests/all_reduce");
}

TEST(NcclTests, ARowThatIsNoneIsNamed) {
  EXPECT_THAT(refusal(import_nccl_tests, "# nThread 1 nGpus 1\n"), HasSubstr("no row of figures"));
  EXPECT_THAT(refusal(import_nccl_tests, "# nThread 1 nGpus 1\n 8 2 float sum -1 12.3\n"),
              HasSubstr("a row of 6 words"));
  EXPECT_THAT(refusal(import_nccl_tests, with(captured("nccl_all_reduce.txt"), "12.34", "soon")),
              HasSubstr("'soon' is no time"));
}

}  // namespace
}  // namespace gpubench::results
