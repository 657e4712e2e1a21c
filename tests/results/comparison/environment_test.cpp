#include "results/comparison/environment.hpp"

#include <gmock/gmock.h>

namespace gpubench::results {
namespace {

using testing::ElementsAre;

/// By "scope key".
SideFacts facts(const std::vector<std::pair<std::string, std::string>>& values) {
  SideFacts side;
  for (const auto& [name, value] : values) {
    const std::size_t space = name.find(' ');
    side[{name.substr(0, space), name.substr(space + 1)}] = {{value}, 1, false};
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

TEST(EnvironmentDifferences, EqualValuesAreNoneAndAFactOfOneSideIsOne) {
  const SideFacts a = facts({{"host cpu.model", "x"}});
  EXPECT_TRUE(environment_differences(a, a).empty());
  EXPECT_THAT(keys_of(environment_differences(a, {})), ElementsAre("cpu.model"));
}

}  // namespace
}  // namespace gpubench::results
