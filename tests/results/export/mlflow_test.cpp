#include "results/export/mlflow.hpp"

#include <gmock/gmock.h>

#include <regex>
#include <set>

#include "results/error.hpp"
#include "results/export/mlflow_run.hpp"
#include "results/file_descriptor.hpp"
#include "tests/results/export/exported.hpp"

namespace gpubench::results {
namespace {

namespace fs = std::filesystem;
using examples::Folder;
using testing::HasSubstr;

void export_runs(const Folder& folder, const examples::LaunchAndCases& launch, bool samples = false,
                 std::vector<LossRun> losses = {}) {
  export_side(examples::side_of(folder, {launch}),
              *mlflow_exporter(folder / "mlruns", samples, std::move(losses)));
}

std::string text_at(const fs::path& path) {
  return read_text(path, 1 << 20);
}

TEST(Mlflow, ALaunchIsARunWithMetricsParametersAndTags) {
  const Folder folder;
  const auto launch = examples::plain_launch();
  export_runs(folder, launch);
  const fs::path run = folder / "mlruns" / "1" / launch.first.ulid;
  EXPECT_THAT(text_at(folder / "mlruns" / "1" / "meta.yaml"), HasSubstr("name: gpubench\n"));
  EXPECT_THAT(text_at(run / "meta.yaml"), HasSubstr("\nrun_id: \"" + launch.first.ulid + "\"\n"));
  EXPECT_THAT(text_at(run / "meta.yaml"), HasSubstr("\nstart_time: 1767323045000\nstatus: 3\n"));
  const std::string metric =
      text_at(run / "metrics" / "memory" / "triad.f64.1MiB.host.ranks_2" / "time_seconds");
  EXPECT_TRUE(std::regex_match(metric, std::regex("1767323045000 0\\.00014[0-9]+ 0\n"))) << metric;
  EXPECT_EQ(text_at(run / "params" / "profile"), "quick");
  EXPECT_EQ(text_at(run / "params" / "axis.type"), "f64");
  EXPECT_EQ(text_at(run / "tags" / "mlflow.runName"), launch.first.ulid);
}

TEST(Mlflow, SamplesAndLossesAreSeriesByStep) {
  const Folder folder;
  const auto launch = examples::plain_launch();
  export_runs(folder, launch, true, {{"run \"one\"", {2.5, 1.25}}});
  const std::string samples = text_at(folder / "mlruns" / "1" / launch.first.ulid / "metrics" / "memory" /
                                      "triad.f64.1MiB.host.ranks_2" / "sample_seconds");
  EXPECT_EQ(std::ranges::count(samples, '\n'), 20);
  EXPECT_THAT(samples, HasSubstr(" 19\n"));
  bool found = false;
  for (const auto& run : fs::directory_iterator(folder / "mlruns" / "1"))
    if (fs::exists(run.path() / "metrics" / "loss")) {
      found = true;
      EXPECT_TRUE(std::regex_match(text_at(run.path() / "metrics" / "loss"),
                                   std::regex("[0-9]+ 2.5 0\n[0-9]+ 1.25 1\n")));
      EXPECT_THAT(text_at(run.path() / "meta.yaml"), HasSubstr("run_name: \"run \\\"one\\\"\"\n"));
    }
  EXPECT_TRUE(found);
}

TEST(Mlflow, RunsThatAreThereAreNeverReplaced) {
  const Folder folder;
  fs::create_directory(folder / "mlruns");
  EXPECT_THROW(mlflow_exporter(folder / "mlruns", false, {}), CreateError);
}

TEST(Mlflow, LeavesNothingWhereItDoesNotFinish) {
  const Folder folder;
  { const auto exporter = mlflow_exporter(folder / "mlruns", false, {}); }
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(Mlflow, AnImportedLaunchHasNoProfileSeedAndRanks) {
  const Folder folder;
  auto launch = examples::plain_launch();
  const fs::path params = folder / "mlruns" / "1" / launch.first.ulid / "params";
  launch.first.ranks.clear();
  export_runs(folder, launch);
  for (const char* name : {"profile", "seed", "ranks"}) EXPECT_FALSE(fs::exists(params / name)) << name;
  EXPECT_TRUE(fs::exists(params / "generator"));
}

TEST(Mlflow, AnIncompleteLaunchFailed) {
  const Folder folder;
  auto launch = examples::plain_launch();
  launch.first.complete = false;
  export_runs(folder, launch);
  EXPECT_THAT(text_at(folder / "mlruns" / "1" / launch.first.ulid / "meta.yaml"), HasSubstr("\nstatus: 4\n"));
}

TEST(Mlflow, PartsOfNamesAreWhatMlflowTakes) {
  EXPECT_EQ(mlflow_part("a b/c:d\xc3\xa9"), "a_b.c_d__");
  EXPECT_EQ(mlflow_part(""), "_");
  EXPECT_EQ(mlflow_part(".."), "_..");
  EXPECT_EQ(mlflow_part("../../etc"), "......etc");
  EXPECT_EQ(mlflow_part(std::string(500, 'x')).size(), kMlflowPartMax);
}

TEST(Mlflow, HostileTextsStayInsideTheRun) {
  const Folder folder;
  const auto launch = examples::hostile_launch();
  export_runs(folder, launch);
  // path_not_unique and _VALID_PARAM_AND_METRIC_NAMES of MLflow's validation.
  const std::regex valid("([A-Za-z0-9_.-]+/)*[A-Za-z0-9_.-]+");
  const fs::path run = folder / "mlruns" / "1" / launch.first.ulid;
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(run)) {
    const std::string name = fs::relative(entry.path(), run).string();
    EXPECT_TRUE(std::regex_match(name, valid)) << name;
    EXPECT_LE(name.size(), 250U);
    ++files;
  }
  EXPECT_GT(files, 10U);
}

TEST(Mlflow, ParametersThatOnlyWhatIsLeftOutToldApartAreAllKept) {
  const Folder folder;
  auto launch = examples::plain_launch();
  launch.second[0].axes = {{"a b", "1"}, {"a_b", "2"}, {"a/b", "3"}};
  launch.first.environment = {{"image", std::string(300, 'x') + "1", "4", "0"},
                              {"image", std::string(300, 'x') + "2", "5", "0"}};
  export_runs(folder, launch);
  std::multiset<std::string> values;
  for (const auto& entry : fs::directory_iterator(folder / "mlruns" / "1" / launch.first.ulid / "params"))
    if (const std::string name = entry.path().filename().string();
        name.starts_with("axis.") || name.starts_with("image."))
      values.insert(text_at(entry.path()));
  EXPECT_THAT(values, testing::IsSupersetOf({"2", "3", "4", "5"}));
}

TEST(Mlflow, ALongTextIsCutBetweenCharacters) {
  const Folder folder;
  std::filesystem::create_directories(folder / "run");
  std::string text;
  while (text.size() < 7000)
    text += "\xe6\xbc\xa2";  // three bytes each, which 6000 divides and 5000 does not
  write_param(folder / "run", "long", text);
  write_tag(folder / "run", "long", text);
  EXPECT_EQ(text_at(folder / "run" / "params" / "long").size(), 6000U);
  EXPECT_EQ(text_at(folder / "run" / "tags" / "long").size(), 4998U);
}

TEST(Mlflow, AFolderThatIsNotThereIsNotMade) {
  const Folder folder;
  EXPECT_THROW(mlflow_exporter((folder / "none") / "mlruns", false, {}), CreateError);
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(Mlflow, ANameThatWasCutEndsInTheCasesIdentity) {
  const Folder folder;
  auto launch = examples::plain_launch();
  launch.second[0].name = "memory/" + std::string(300, 'x');
  export_runs(folder, launch);
  const fs::path group = folder / "mlruns" / "1" / launch.first.ulid / "metrics" / "memory";
  for (const auto& entry : fs::directory_iterator(group))
    EXPECT_TRUE(std::regex_match(entry.path().filename().string(), std::regex("x+\\.[0-9a-f]{16}")));
}

TEST(Mlflow, CasesWithOneNameKeepTheirStepsApart) {
  const Folder folder;
  auto launch = examples::plain_launch();
  launch.second.push_back(launch.second[0]);
  launch.second.back().batch = 99;
  export_runs(folder, launch);
  std::size_t series = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder / "mlruns"))
    if (entry.path().filename() == "time_seconds") {
      EXPECT_EQ(std::ranges::count(text_at(entry.path()), '\n'), 1);
      ++series;
    }
  EXPECT_EQ(series, 2U);
}

}  // namespace
}  // namespace gpubench::results
