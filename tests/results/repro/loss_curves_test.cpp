#include "results/repro/loss_curves.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <fstream>
#include <limits>

#include "results/error.hpp"
#include "tests/results/examples.hpp"

namespace gpubench::results {
namespace {

using testing::HasSubstr;

class LossCurves : public testing::Test {
 protected:
  std::vector<LossRun> read(const std::string& text) {
    std::ofstream(folder_ / "loss", std::ios::binary) << text;
    return read_loss_runs(folder_ / "loss");
  }
  void expect_refused(const std::string& text, const char* what) {
    try {
      read(text);
      ADD_FAILURE() << text << " was taken";
    } catch (const DataError& error) {
      EXPECT_THAT(error.what(), HasSubstr(what)) << text;
    }
  }
  examples::Folder folder_;
};

TEST_F(LossCurves, JsonAndCsvSayTheSame) {
  const auto json = read(R"({"schema": "gpubench-loss/1", "runs": [{"name": "a", "loss": [2.5, 1.25, 1]},
                                                                   {"name": "b", "loss": [2.5, null]}]})");
  const auto csv = read("a, b\r\n2.5,2.5\r\n1.25,nan\r\n1,\r\n");
  for (const auto& runs : {json, csv}) {
    ASSERT_EQ(runs.size(), 2U);
    EXPECT_EQ(runs[0].name, "a");
    EXPECT_EQ(runs[0].loss, (std::vector{2.5, 1.25, 1.0}));
    ASSERT_EQ(runs[1].loss.size(), 2U);
    EXPECT_TRUE(std::isnan(runs[1].loss[1]));
  }
}

TEST_F(LossCurves, BrokenFilesAreRefusedByLineOrRun) {
  expect_refused("a,b\n1,2\n1\n", "line 3: 1 cells, 2 runs");
  expect_refused("a,b\n1,2\n1,two\n", "line 3: 'two'");
  expect_refused("a,b\n1,2\n1,\n1,3\n", "line 4: a hole in b");
  expect_refused("a,a\n1,2\n", "two runs are named 'a'");
  expect_refused("a\n1\n", "fewer than two runs");
  expect_refused("a,b\n", "run 'a' has no step");
  expect_refused("a,\n1,2\n", "no name");
  expect_refused(R"({"schema": "gpubench-loss/2", "runs": []})", "schema");
  expect_refused(R"({"schema": "gpubench-loss/1", "runs": [{"name": "a", "loss": ["x"]}]})",
                 "gpubench-loss/1");
  expect_refused("{", "gpubench-loss/1");
  expect_refused("", "empty");
  EXPECT_THROW(read_loss_runs(folder_ / "none"), InputError);
}

TEST_F(LossCurves, TheFirstStepOfOtherBitsAndTheFirstBeyondToleranceAreTold) {
  const double next = std::nextafter(1.25, 2);
  const LossRun a{"a", {2.5, 1.25, 1.0, 0.5}}, b{"b", {2.5, next, 1.0005, 0.6, 9}};
  const LossComparison seen = compare_losses(a, b, 1e-3);
  EXPECT_EQ(seen.steps, 4U);
  EXPECT_EQ(seen.steps_second, 5U);
  ASSERT_TRUE(seen.bitwise);
  EXPECT_EQ(seen.bitwise->step, 1U);
  EXPECT_EQ(seen.bitwise->ulp, 1U);
  EXPECT_NEAR(seen.bitwise->relative.value(), (next - 1.25) / 1.25, 1e-30);
  ASSERT_TRUE(seen.beyond);
  EXPECT_EQ(seen.beyond->step, 3U);
  EXPECT_NEAR(seen.beyond->relative.value(), 0.2, 1e-12);
  EXPECT_EQ(compare_losses(a, b, 1e-4).beyond->step, 2U);
}

TEST_F(LossCurves, EqualRunsDoNotPartAndAllNanAreAlike) {
  const LossRun a{"a", {2.5, NAN, -0.0}}, b{"b", {2.5, std::copysign(NAN, -1), -0.0}};
  const LossComparison seen = compare_losses(a, b, 0);
  EXPECT_FALSE(seen.bitwise);
  EXPECT_FALSE(seen.beyond);
}

TEST_F(LossCurves, ARunThatBlowsUpIsBeyondWhateverTheTolerance) {
  const double infinite = std::numeric_limits<double>::infinity();
  for (const double value : {infinite, static_cast<double>(NAN)}) {
    const LossComparison seen = compare_losses({"a", {1, 1}}, {"b", {1, value}}, 1e9);
    ASSERT_TRUE(seen.beyond) << value;
    EXPECT_EQ(seen.beyond->step, 1U);
    EXPECT_FALSE(seen.beyond->relative);
  }
  EXPECT_EQ(compare_losses({"a", {0.0}}, {"b", {-0.0}}, 0).bitwise->ulp, UINT64_MAX);
  EXPECT_FALSE(compare_losses({"a", {0.0}}, {"b", {-0.0}}, 0).beyond);
}

}  // namespace
}  // namespace gpubench::results
