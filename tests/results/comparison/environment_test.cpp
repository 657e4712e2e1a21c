#include "results/comparison/environment.hpp"

#include <gmock/gmock.h>

#include "tests/results/examples.hpp"
#include "tests/support/synthetic.hpp"

namespace gpubench::results {
namespace {

using testing::ElementsAre;

/// By "scope key".
SideFacts facts(const std::vector<std::pair<std::string, std::string>>& values) {
  SideFacts side;
  for (const auto& [name, value] : values) {
    const std::size_t space = name.find(' ');
    side[{name.substr(0, space), name.substr(space + 1)}] = {{value}, 1, false, false};
  }
  return side;
}

std::vector<std::string> keys_of(const std::vector<EnvironmentDifference>& differences) {
  std::vector<std::string> keys;
  for (const EnvironmentDifference& one : differences) keys.push_back(one.key);
  return keys;
}

TEST(EnvironmentDifferences, InEachScopeTheWeightiestIsFirstAndWhatAnyTwoLaunchesDifferInLast) {
  const std::vector<std::string> names = {"image package.dpkg.libblas3", "image package.dpkg.zlib1g",
                                          "image gpubench.build_id",     "loaded openblas.corename",
                                          "run load.one_minute",         "run variable.NCCL_ALGO"};
  SideFacts a, b;
  for (const std::string& name : names) {
    a.merge(facts({{name, "1"}}));
    b.merge(facts({{name, "2"}}));
  }
  const auto differences = environment_differences(a, b);
  EXPECT_THAT(keys_of(differences),
              ElementsAre("gpubench.build_id", "package.dpkg.libblas3", "package.dpkg.zlib1g",
                          "openblas.corename", "variable.NCCL_ALGO", "load.one_minute"));
  EXPECT_TRUE(differences[1].weighty());
  EXPECT_FALSE(differences[2].weighty());
  EXPECT_FALSE(differences[5].weighty());
}

TEST(EnvironmentDifferences, WhatVariesWithinASideIsLastHoweverHeavy) {
  SideFacts a = facts({{"image gpubench.build_id", "1"}, {"run load.one_minute", "1"}});
  SideFacts b = facts({{"image gpubench.build_id", "2"}, {"run load.one_minute", "2"}});
  b[{"image", "gpubench.build_id"}].varies = true;
  EXPECT_THAT(keys_of(environment_differences(a, b)), ElementsAre("load.one_minute", "gpubench.build_id"));
}

/// A side of five launches, the first `count` of which preload a library.
Side side_that_preloads(const std::filesystem::path& path, const std::string& position, std::size_t count) {
  StoreWriter writer(path);
  for (const synthetic::Settings& settings : synthetic::side(position, 5, false)) {
    Launch launch = synthetic::launch(settings);
    if (count > 0) launch.environment.push_back({"run", "variable.LD_PRELOAD", "libx.so", "0"});
    count -= std::min<std::size_t>(count, 1);
    writer.begin_launch(launch);
    writer.end_launch(launch);
  }
  writer.finish(false);
  return open_side({path});
}

TEST(EnvironmentDifferences, WhatOnlySomeLaunchesOfASideHaveVaries) {
  const examples::Folder folder;
  const auto preloads = [&](std::size_t count) {
    return facts_of(side_that_preloads(folder / (std::to_string(count) + ".h5"), "A", count));
  };
  const SideFacts none = preloads(0), one = preloads(1), all = preloads(5);
  const auto key = std::pair<std::string, std::string>("run", "variable.LD_PRELOAD");
  EXPECT_TRUE(one.at(key).varies);
  EXPECT_FALSE(all.at(key).varies);
  EXPECT_FALSE(one.at({"host", "cpu.model"}).varies);
  const auto of = [](const std::vector<EnvironmentDifference>& differences) {
    std::vector<std::string> words;
    for (const EnvironmentDifference& difference : differences)
      words.push_back(difference.key + (difference.candidate.varies ? " varies" : ""));
    return words;
  };
  EXPECT_THAT(of(environment_differences(none, one)), ElementsAre("variable.LD_PRELOAD varies"));
  EXPECT_THAT(of(environment_differences(none, all)), ElementsAre("variable.LD_PRELOAD"));
  EXPECT_THAT(of(environment_differences(all, one)), ElementsAre("variable.LD_PRELOAD varies"));
  EXPECT_THAT(of(environment_differences(all, all)), testing::IsEmpty());
}

TEST(EnvironmentDifferences, EqualValuesAreNoneAndAFactOfOneSideIsOne) {
  const SideFacts a = facts({{"host cpu.model", "x"}});
  EXPECT_TRUE(environment_differences(a, a).empty());
  EXPECT_THAT(keys_of(environment_differences(a, {})), ElementsAre("cpu.model"));
}

}  // namespace
}  // namespace gpubench::results
