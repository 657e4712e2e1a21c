#include "harness/study/study_folder.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "harness/study/batches.hpp"
#include "harness/study/launch_series.hpp"
#include "results/error.hpp"
#include "results/store.hpp"
#include "tests/support/synthetic.hpp"

namespace gpubench {
namespace {

namespace fs = std::filesystem;
namespace synthetic = results::synthetic;
using testing::HasSubstr;

class Study : public testing::Test {
 protected:
  void SetUp() override { fs::create_directory(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  static StudyPlan plan(const std::string& command) { return {"repeat", {command}, 5, "job 1"}; }
  void write_launch(const fs::path& path, bool complete, std::int64_t pair = -1) {
    synthetic::Settings settings;
    results::Launch launch = synthetic::launch(settings);
    launch.pair = pair;
    launch.position = pair < 0 ? "" : "A";
    launch.complete = complete;
    results::StoreWriter writer(path);
    writer.begin_launch(launch);
    writer.write_case(synthetic::measured(settings, 0));
    writer.end_launch(launch);
    writer.finish(true);
  }

  fs::path folder_ = fs::temp_directory_path() / ("study-" + std::to_string(::getpid()));
};

TEST_F(Study, OneThatWasBegunKeepsItsSeedAndItsLaunches) {
  {
    StudyFolder folder(folder_ / "s.h5", plan("measure"));
    write_launch(folder.file("launch-001"), true);
  }
  StudyPlan again = plan("measure");
  again.seed = 6;
  again.allocation = "job 2";
  const StudyFolder folder(folder_ / "s.h5", again);
  EXPECT_EQ(folder.plan().seed, 5U);
  EXPECT_EQ(folder.plan().allocation, "job 1");
  EXPECT_TRUE(folder.has("launch-001"));
  EXPECT_FALSE(folder.has("launch-002"));
}

TEST_F(Study, AnotherCommandsLaunchesAreNotTakenForItsOwn) {
  { const StudyFolder folder(folder_ / "s.h5", plan("measure")); }
  EXPECT_THROW(StudyFolder(folder_ / "s.h5", plan("measure --fast")), results::UsageError);
}

TEST_F(Study, TwoProcessesDoNotWorkOnOneStudy) {
  const StudyFolder folder(folder_ / "s.h5", plan("measure"));
  EXPECT_THROW(StudyFolder(folder_ / "s.h5", plan("measure")), results::UsageError);
}

TEST_F(Study, APlanThatCannotBeReadIsRefused) {
  { const StudyFolder folder(folder_ / "s.h5", plan("measure")); }
  std::ofstream(folder_ / "s.h5.launches" / "plan.json") << "{\"schema\": 3";
  EXPECT_THROW(StudyFolder(folder_ / "s.h5", plan("measure")), results::DataError);
}

TEST_F(Study, WhatIsNoWholeLaunchIsSetAsideAndNotLost) {
  const StudyFolder folder(folder_ / "s.h5", plan("measure"));
  write_launch(folder.file("launch-001"), false);
  std::ofstream(folder.file("launch-002")) << "no result";
  std::ofstream(folder.file("launch-003").string() + ".journal") << "part";
  for (const char* name : {"launch-001", "launch-002", "launch-003"}) EXPECT_FALSE(folder.has(name)) << name;
  EXPECT_TRUE(fs::exists(folder.file("launch-001").string() + ".incomplete-1"));
  EXPECT_TRUE(fs::exists(folder.file("launch-002").string() + ".incomplete-1"));
  EXPECT_TRUE(fs::exists(folder.file("launch-003").string() + ".journal.incomplete-1"));
  std::ofstream(folder.file("launch-002")) << "no result again";
  EXPECT_FALSE(folder.has("launch-002"));
  EXPECT_TRUE(fs::exists(folder.file("launch-002").string() + ".incomplete-2"));
}

TEST_F(Study, ALaunchThatIsThereIsNotMeasuredAgain) {
  const StudyFolder folder(folder_ / "s.h5", plan("measure"));
  write_launch(folder.file("launch-001"), true);
  LaunchSeries series(folder, 1, nullptr);
  series.require("launch-001", {"/bin/false"}, {});
  EXPECT_EQ(series.found(), 1U);
  EXPECT_EQ(series.measured(), 0U);
}

TEST_F(Study, ACommandThatLeavesNoResultEndsItAndNamesTheLog) {
  const StudyFolder folder(folder_ / "s.h5", plan("measure"));
  LaunchSeries series(folder, 1, nullptr);
  try {
    series.require("launch-001", shell_words("echo why; exit 4"), {});
    FAIL() << "accepted";
  } catch (const results::Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("ended with code 4"));
    EXPECT_THAT(error.what(), HasSubstr(folder.log("launch-001").string()));
  }
}

TEST_F(Study, TheLaunchIsWhatItsCommandLeft) {
  const StudyFolder folder(folder_ / "s.h5", plan("measure"));
  write_launch(folder_ / "made.h5", true);
  LaunchSeries series(folder, 1, nullptr);
  series.require("launch-001",
                 shell_words("cp '" + (folder_ / "made.h5").string() + "' \"$GPUBENCH_OUTPUT\""), {});
  EXPECT_EQ(series.measured(), 1U);
  EXPECT_TRUE(folder.has("launch-001"));
}

// Near what the clock asks for, each would choose its batch anew, and another batch is another case.
TEST_F(Study, AllLaunchesOfPairsTakeTheBatchesOfTheFirstAlsoWhenTheyGoOn) {
  const StudyFolder folder(folder_ / "s.h5", plan("measure"));
  write_launch(folder_ / "made.h5", true, 0);
  const std::string told = folder_ / "told";
  const LaunchWords words = shell_words("echo \"[$GPUBENCH_BATCHES]\" >> '" + told + "'; cp '" +
                                        (folder_ / "made.h5").string() + "' \"$GPUBENCH_OUTPUT\"");
  LaunchOrder order;
  order.pair = 0;
  order.position = "A";
  order.allocation = results::open_results(folder_ / "made.h5")->launches().front().allocation;
  LaunchSeries series(folder, 4, nullptr);
  series.require("pair-01-a", words, order);
  series.require("pair-02-a", words, order);
  LaunchSeries later(folder, 4, nullptr);
  later.require("pair-01-a", words, order);
  later.require("pair-03-a", words, order);
  later.require("launch-001", words, {});  // one that will be compared with those of other studies
  Batches batches;
  add_batches(*results::open_results(folder_ / "made.h5"), batches);
  const std::string given = "[" + batches_text(batches) + "]\n";
  EXPECT_EQ(given, "[1 host memory/case0 type:f64 working_set:1MiB\n]\n");
  std::ostringstream text;
  text << std::ifstream(told).rdbuf();
  EXPECT_EQ(text.str(), "[]\n" + given + given + "[]\n");
}

TEST_F(Study, AResultThatDoesNotSayWhichPairItIsOfIsRefused) {
  const StudyFolder folder(folder_ / "s.h5", plan("measure"));
  write_launch(folder_ / "made.h5", true);  // of no pair
  LaunchSeries series(folder, 1, nullptr);
  LaunchOrder order;
  order.pair = 0;
  order.position = "A";
  try {
    series.require("pair-01-a", shell_words("cp '" + (folder_ / "made.h5").string() + "' {output}"), order);
    FAIL() << "accepted";
  } catch (const results::Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("GPUBENCH_PAIR"));
  }
}

TEST_F(Study, LaunchesOfOtherSoftwareAreNoReplicates) {
  const StudyFolder folder(folder_ / "s.h5", plan("measure"));
  const auto write = [&](const std::string& name, const std::string& library, const std::string& bytes) {
    synthetic::Settings settings;
    results::Launch launch = synthetic::launch(settings);
    launch.environment.push_back({"loaded", "library." + library + ".sha256", bytes, "0-7"});
    results::StoreWriter writer(folder.file(name));
    writer.begin_launch(launch);
    writer.end_launch(launch);
    writer.finish(true);
  };
  write("launch-001", "libblas", "aa");
  write("launch-002", "libfft", "bb");
  write("launch-003", "libblas", "cc");
  LaunchSeries series(folder, 3, nullptr);
  for (const char* name : {"launch-001", "launch-002", "launch-001"})
    series.require(name, {"/bin/false"}, {});
  LaunchOrder other_side;
  other_side.position = "B";
  series.require("launch-003", {"/bin/false"}, other_side);
  try {
    series.require("launch-003", {"/bin/false"}, {});
    FAIL() << "accepted";
  } catch (const results::DataError& error) {
    EXPECT_THAT(error.what(), HasSubstr("launch-003.h5: library.libblas.sha256 is not that of the launches"));
  }
}

TEST_F(Study, LaunchesWithoutTheirPlanAreNobodys) {
  const fs::path folder = folder_ / "s.h5.launches";
  {
    StudyFolder begun(folder_ / "s.h5", plan("measure"));
    for (const char* name : {"launch-001", "launch-002"}) write_launch(begun.file(name), true);
    EXPECT_FALSE(begun.remove({begun.file("launch-001")}));  // fewer are asked for than are there
  }
  EXPECT_THROW(StudyFolder(folder_ / "s.h5", plan("another")), results::UsageError);
  { const StudyFolder again(folder_ / "s.h5", plan("measure")); }
  fs::remove(folder / "plan.json");
  try {
    const StudyFolder lost(folder_ / "s.h5", plan("measure"));
    FAIL() << "accepted";
  } catch (const results::UsageError& error) {
    EXPECT_THAT(error.what(), HasSubstr("no plan"));
  }
}

TEST_F(Study, AFolderThatADeathLeftHalfEmptyIsNoStudyBegun) {
  fs::create_directory(folder_ / "s.h5.launches-done");
  std::ofstream(folder_ / "s.h5.launches-done" / "launch-002.h5") << "in the study already";
  const StudyFolder folder(folder_ / "s.h5", plan("measure"));
  EXPECT_FALSE(folder.has("launch-002"));
  EXPECT_FALSE(fs::exists(folder_ / "s.h5.launches-done"));
}

TEST_F(Study, WhatIsNotInTheStudyOutlivesIt) {
  StudyFolder folder(folder_ / "s.h5", plan("measure"));
  write_launch(folder.file("launch-001"), true);
  std::ofstream(folder.log("launch-001")) << "what it printed";
  write_launch(folder.file("launch-002"), true);
  EXPECT_FALSE(folder.remove({folder.file("launch-001")}));
  EXPECT_FALSE(fs::exists(folder.file("launch-001")));
  EXPECT_FALSE(fs::exists(folder.log("launch-001")));
  EXPECT_TRUE(fs::exists(folder.file("launch-002")));
  EXPECT_TRUE(folder.remove({folder.file("launch-002")}));
  EXPECT_FALSE(fs::exists(folder.path()));
}

}  // namespace
}  // namespace gpubench
