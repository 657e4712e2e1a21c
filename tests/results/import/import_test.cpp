#include "results/import/import.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <fstream>

#include "results/comparison/comparison.hpp"
#include "results/error.hpp"
#include "results/store.hpp"
#include "results/summary.hpp"
#include "results/tick.hpp"
#include "tests/results/examples.hpp"

namespace gpubench::results {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

class Import : public testing::Test {
 protected:
  std::filesystem::path write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
    return folder_ / name;
  }
  static std::filesystem::path captured(const std::string& name) {
    return std::filesystem::path(GPUBENCH_TEST_DATA "/import") / name;
  }
  std::unique_ptr<ResultFile> import(const std::vector<std::filesystem::path>& inputs) {
    import_files(inputs, folder_ / "out.h5", {"lab", true});
    return open_results(folder_ / "out.h5");
  }
  std::string refusal(const std::string& text) {
    try {
      import_files({write("in.txt", text)}, folder_ / "out.h5", {});
    } catch (const DataError& error) {
      EXPECT_FALSE(std::filesystem::exists(folder_ / "out.h5"));
      return error.what();
    }
    return "";
  }
  /// A launch of one case, five times of it.
  static std::string samples(const std::string& position, int pair, double first, const char* unit = "ms",
                             const char* better = "lower") {
    std::string text = R"({"schema":"gpubench-samples/1","launches":[{"site":"lab","allocation":"1","pair":)";
    text += std::to_string(pair) + R"(,"position":")" + position + R"(","cases":[{"name":"a/b","unit":")" +
            unit + R"(","better":")" + better + R"(","samples":[[)";
    for (int i = 0; i < 5; ++i) text += (i > 0 ? "," : "") + std::to_string(first + 0.001 * i);
    return text + "]]}]}]}";
  }
  examples::Folder folder_;
};

TEST_F(Import, SamplesBecomeACaseThatReadsLikeAnyOther) {
  const auto file = import({captured("samples.json")});
  EXPECT_THAT(verify_hashes(*file), IsEmpty());
  const Launch& launch = file->launches().front();
  EXPECT_EQ(launch.site, "lab");
  EXPECT_EQ(launch.start, "2026-01-31T11:34:56.000Z");
  EXPECT_EQ(launch.pair, 0);
  EXPECT_THAT(launch.ranks, IsEmpty());
  const Case step = file->read_case(0, file->index(0)[0].id);
  EXPECT_EQ(step.name, "train/step");
  EXPECT_EQ(step.axes, (Axes{{"batch", "32"}}));
  EXPECT_EQ(step.across_ranks, "max");
  EXPECT_EQ(step.participants.size(), 2U);
  const auto slowest = combined_times(step);
  ASSERT_EQ(slowest.size(), 5U);
  EXPECT_DOUBLE_EQ(slowest[0], 10.5e-3);
  EXPECT_DOUBLE_EQ(slowest[2], 11.0e-3);
}

TEST_F(Import, ARateBecomesTheTimeOfAGigabyteAndIsShownAsTheRate) {
  const auto file = import({captured("samples.json")});
  const Case stream = file->read_case(0, file->index(0)[1].id);
  std::size_t dropped = 0;
  const auto times = combined_times(stream, &dropped);
  EXPECT_EQ(dropped, 2U);  // null and "NaN"
  ASSERT_EQ(times.size(), 3U);
  EXPECT_DOUBLE_EQ(times[0], 0.01);
  EXPECT_EQ(stream.better, "lower");
  const Row row = summarize(stream);
  EXPECT_EQ(row.rate_unit, "GB/s");
  EXPECT_NEAR(*row.rate, 125, 1e-6);
}

TEST_F(Import, ARateThatDoesNotSaySoIsBetterHigher) {
  const auto better = [&](const std::string& rest) {
    import_files({write("in.json", R"({"schema":"gpubench-samples/1","launches":[{"cases":[{"name":"x",)" +
                                       rest + R"(,"samples":[[1,2,3]]}]}]})")},
                 folder_ / "out.h5", {"lab", true});
    const auto file = open_results(folder_ / "out.h5");
    return file->read_case(0, file->index(0)[0].id).better;  // of the time that is kept
  };
  EXPECT_EQ(better(R"("unit":"GB/s")"), "lower");
  EXPECT_EQ(better(R"("unit":"items/s")"), "lower");
  EXPECT_EQ(better(R"("unit":"GB/s","better":"lower")"), "higher");
  EXPECT_EQ(better(R"("unit":"us")"), "lower");
  EXPECT_EQ(better(R"("unit":"us","better":"higher")"), "higher");
}

TEST_F(Import, TheStepOfPrintedFiguresIsKeptInNanoseconds) {
  const auto kept = [](const std::vector<double>& figures, const char* unit, double step) {
    ImportedCase one;
    one.name = "x";
    one.unit = unit;
    one.samples = {figures};
    one.step = step;
    const Case c = case_of(one, "in");
    const auto fact = std::ranges::find(c.facts, kStepFact, &Facts::value_type::first);
    return fact == c.facts.end() ? "" : fact->second;
  };
  EXPECT_EQ(kept({1.23}, "us", 0.01), "10");
  EXPECT_EQ(kept({1.23}, "us", 0), "");
  EXPECT_EQ(kept({50, 200, 100}, "GB/s", 1), "100000");  // 1 % of the 10 ms of a gigabyte
  EXPECT_EQ(kept({0, 0}, "GB/s", 1), "");
}

TEST_F(Import, NoErrorSmallerThanThePrintedStepIsBelieved) {
  const auto error = [&](const std::string& step) {
    std::vector<std::filesystem::path> a, b;
    for (int pair = 0; pair < 3; ++pair) {
      for (const char* position : {"A", "B"}) {
        std::string text = samples(position, pair, 1.23, "us");
        text.replace(text.find(R"("unit")"), 0, step);
        (*position == 'A' ? a : b).push_back(write(position + std::to_string(pair), text));
      }
    }
    import_files(a, folder_ / "a.h5", {"", true});
    import_files(b, folder_ / "b.h5", {"", true});
    return compare(open_side({folder_ / "a.h5"}), open_side({folder_ / "b.h5"})).cases.at(0).contrast->error;
  };
  const double pairs = std::sqrt(3.0);
  EXPECT_NEAR(error(""), 0.0005 / pairs, 1e-6);
  EXPECT_NEAR(error(R"("step":0.01,)"), 0.01 / 1.232 / std::sqrt(12.0) / pairs, 1e-6);
}

TEST_F(Import, ImportedTwiceItIsTheSameLaunch) {
  const std::string first = import({captured("samples.json")})->launches().front().ulid;
  EXPECT_EQ(import({captured("samples.json")})->launches().front().ulid, first);
  EXPECT_THROW(import({captured("samples.json"), captured("samples.json")}), DataError);
}

TEST_F(Import, OldMeasurementsTakePartInTheSameStatistics) {
  std::vector<std::filesystem::path> a, b;
  for (int pair = 0; pair < 5; ++pair) {
    const double noise = 0.01 * (pair % 3);
    a.push_back(write("a" + std::to_string(pair), samples("A", pair, 10 + noise)));
    b.push_back(write("b" + std::to_string(pair), samples("B", pair, 11 + noise)));
  }
  import_files(a, folder_ / "a.h5", {});
  import_files(b, folder_ / "b.h5", {});
  const Comparison seen = compare(open_side({folder_ / "a.h5"}), open_side({folder_ / "b.h5"}));
  ASSERT_EQ(seen.cases.size(), 1U);
  EXPECT_EQ(seen.cases[0].outcome, Outcome::regressed);
  EXPECT_NEAR(*seen.cases[0].effect, std::log(1.1), 1e-3);
  EXPECT_THAT(seen.unknown_hardware, testing::Contains("baseline host"));
}

TEST_F(Import, UnitsOfOneDimensionMeetInSecondsOthersDoNot) {
  import_files({write("a", samples("A", 0, 10, "ms"))}, folder_ / "a.h5", {});
  import_files({write("b", samples("B", 0, 10000, "us"))}, folder_ / "b.h5", {});
  import_files({write("c", samples("B", 0, 10, "GB/s", "higher"))}, folder_ / "c.h5", {});
  const Side a = open_side({folder_ / "a.h5"});
  EXPECT_NEAR(*compare(a, open_side({folder_ / "b.h5"})).cases[0].effect, 0, 1e-3);
  EXPECT_EQ(compare(a, open_side({folder_ / "c.h5"})).cases[0].outcome, Outcome::incomparable);
}

TEST_F(Import, WhatIsNoMeasurementIsNamed) {
  EXPECT_THAT(refusal(""), HasSubstr("empty"));
  EXPECT_THAT(refusal("hello"), HasSubstr("none of gpubench-samples/1"));
  EXPECT_THAT(refusal("{"), HasSubstr("not JSON"));
  EXPECT_THAT(refusal("{}"), HasSubstr("neither gpubench-samples/1 nor Google"));
  EXPECT_THAT(refusal("\xff\xfe"), HasSubstr("not UTF-8"));
  EXPECT_THAT(refusal(R"({"schema":"gpubench-samples/2","launches":[]})"), HasSubstr("'gpubench-samples/2'"));
  EXPECT_THAT(refusal(R"({"schema":"gpubench-samples/1"})"), HasSubstr("no launches"));
  EXPECT_THAT(refusal(R"({"schema":"gpubench-samples/1","launches":[]})"), HasSubstr("no launch in it"));
  EXPECT_THAT(refusal(R"({"schema":"gpubench-samples/1","launches":[7]})"), HasSubstr("no cases"));
}

TEST_F(Import, ABrokenCaseIsNamed) {
  const auto with = [&](const std::string& one) {
    return refusal(R"({"schema":"gpubench-samples/1","launches":[{"cases":[)" + one + "]}]}");
  };
  EXPECT_THAT(with(R"({"name":"x","unit":"furlong","samples":[[1]]})"),
              HasSubstr("unit 'furlong' is none of s, ms"));
  EXPECT_THAT(with(R"({"name":"x","unit":"s","samples":[]})"), HasSubstr("x: no sample"));
  EXPECT_THAT(with(R"({"name":"x","unit":"s","samples":[[1],[1,2]]})"), HasSubstr("1 and 2 samples"));
  EXPECT_THAT(with(R"({"name":"x","unit":"s","samples":[[true]]})"), HasSubstr("a sample is boolean"));
  EXPECT_THAT(with(R"({"name":"x","unit":"s","samples":[["fast"]]})"), HasSubstr("'fast' is no figure"));
  EXPECT_THAT(with(R"({"name":"x","unit":"s","axes":{"n":[[1]]},"samples":[[1]]})"),
              HasSubstr("array where a word or number"));
  EXPECT_THAT(with(R"({"name":"x","unit":"s","samples":[[1e6]]})"), HasSubstr("over 25 hours"));
  EXPECT_THAT(with(R"({"name":"x","unit":"s","samples":[[1e999]]})"), HasSubstr("not JSON"));
  EXPECT_THAT(with(R"({"unit":"s","samples":[[1]]})"), HasSubstr("no name"));
  EXPECT_THAT(with(R"({"name":"x","unit":"s","better":"blue","samples":[[1]]})"), HasSubstr("'blue'"));
  EXPECT_THAT(with(R"({"name":"x","unit":"s","step":0,"samples":[[1]]})"), HasSubstr("no number above 0"));
  EXPECT_THAT(with(R"({"name":"x","unit":"s","step":"1","samples":[[1]]})"), HasSubstr("no number above 0"));
  EXPECT_THAT(with(R"({"name":"x","unit":"s","samples":[[1]]},{"name":"x","unit":"s","samples":[[2]]})"),
              HasSubstr("x is there twice"));
}

TEST(ImportTime, IsMadeUtcOrLeftMissing) {
  EXPECT_EQ(utc_of("2026-01-31T12:34:56Z"), "2026-01-31T12:34:56.000Z");
  EXPECT_EQ(utc_of("2026-01-01T00:30:00.5+01:00"), "2025-12-31T23:30:00.500Z");
  EXPECT_EQ(utc_of("2026-01-31T12:34:56-0500"), "2026-01-31T17:34:56.000Z");
  for (const char* bad : {"", "yesterday", "2026-13-31T12:34:56Z", "2026-01-31T12:34:56",
                          "2026-01-31T12:34:56+99:00", "2026-01-31T12:34:56Zulu"})
    EXPECT_EQ(utc_of(bad), "") << bad;
}

}  // namespace
}  // namespace gpubench::results
