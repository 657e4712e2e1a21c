#include "results/repro/ladder.hpp"

#include <gtest/gtest.h>

namespace gpubench::results {
namespace {

constexpr const char* kPromise = "identical with one library version, architecture and stream";

LadderOutput output_of(std::string digest, std::string device = "gpu0", std::string node = "n0") {
  LadderOutput one;
  one.output = {7, "statistical", std::move(digest), 0.3};
  one.setting = {"lab", "H200", {std::move(node)}, {std::move(device)}, "cublas.version=13"};
  one.facts = {{"algorithm", "id 1"}, {"promise", kPromise}};
  return one;
}

const LadderStep& step(const Ladder& ladder, Rung rung) {
  return ladder[static_cast<std::size_t>(rung)];
}

/// The rungs that hold something.
std::vector<Rung> held(const Ladder& ladder) {
  std::vector<Rung> rungs;
  for (const Rung rung : kRungs)
    if (step(ladder, rung).compared > 0) rungs.push_back(rung);
  return rungs;
}

Ladder climb_pair(const LadderOutput& a, const LadderOutput& b) {
  return climb(std::vector{a, b});
}

TEST(Ladder, APairStandsOnTheHighestRungThatDiffers) {
  const LadderOutput first = output_of("a");
  EXPECT_EQ(held(climb_pair(first, output_of("a"))), std::vector{Rung::restart});
  EXPECT_EQ(held(climb_pair(first, output_of("a", "gpu1"))), std::vector{Rung::device});
  EXPECT_EQ(held(climb_pair(first, output_of("a", "gpu9", "n1"))), std::vector{Rung::node});
  LadderOutput other = output_of("a", "gpu9", "n1");
  other.setting.site = "elsewhere";
  EXPECT_EQ(held(climb_pair(first, other)), std::vector{Rung::site});
  other.setting.architecture = "A100";
  EXPECT_EQ(held(climb_pair(first, other)), std::vector{Rung::architecture});
}

TEST(Ladder, DigestsAreCountedByRungAndTheWorstClassIsKept) {
  std::vector<LadderOutput> outputs = {output_of("a"), output_of("a"), output_of("b", "gpu1"),
                                       output_of("c", "gpu2")};
  outputs[3].output.correctness = "bounded";
  outputs[3].output.eta_max = 3;
  const Ladder ladder = climb(outputs);
  EXPECT_EQ(step(ladder, Rung::restart).compared, 1U);
  EXPECT_EQ(step(ladder, Rung::restart).digests, 1U);
  EXPECT_EQ(step(ladder, Rung::restart).worst, NumericClass::identical);
  EXPECT_EQ(step(ladder, Rung::device).compared, 5U);
  EXPECT_EQ(step(ladder, Rung::device).digests, 3U);
  EXPECT_EQ(step(ladder, Rung::device).worst, NumericClass::bounded);
}

TEST(Ladder, OutputsOfOtherInputsAreNotCompared) {
  LadderOutput other = output_of("b");
  other.output.seed = 8;
  EXPECT_TRUE(held(climb_pair(output_of("a"), other)).empty());
  other = output_of("");
  EXPECT_TRUE(held(climb_pair(output_of("a"), other)).empty());
}

TEST(Ladder, WhatIsNotKnownBlamesNothing) {
  LadderOutput other = output_of("b");
  other.setting.devices.clear();
  EXPECT_TRUE(held(climb_pair(output_of("a"), other)).empty());
  other = output_of("b");
  other.setting.nodes.clear();
  EXPECT_TRUE(held(climb_pair(output_of("a"), other)).empty());
  other = output_of("b");
  other.setting.site.clear();
  EXPECT_TRUE(held(climb_pair(output_of("a"), other)).empty());
  other = output_of("b");
  other.setting.architecture.clear();
  EXPECT_TRUE(held(climb_pair(output_of("a"), other)).empty());
}

TEST(Ladder, ABrokenPromiseIsNamedWithinItsScopeOnly) {
  const LadderOutput first = output_of("a");
  LadderOutput other = output_of("b", "gpu1");
  EXPECT_TRUE(step(climb_pair(first, other), Rung::device).promise_broken);
  EXPECT_FALSE(step(climb_pair(first, output_of("a", "gpu1")), Rung::device).promise_broken);
  other.facts.emplace_back("batch_given", "64");  // how many at a time is no other way of doing one
  EXPECT_TRUE(step(climb_pair(first, other), Rung::device).promise_broken);

  other.setting.libraries = "cublas.version=14";
  EXPECT_FALSE(step(climb_pair(first, other), Rung::device).promise_broken);
  other = output_of("b", "gpu1");
  other.facts[0].second = "id 2";
  EXPECT_FALSE(step(climb_pair(first, other), Rung::device).promise_broken);
  other = output_of("b", "gpu1");
  other.setting.architecture = "A100";
  EXPECT_FALSE(step(climb_pair(first, other), Rung::architecture).promise_broken);
  LadderOutput careful = first;
  careful.facts[1].second = other.facts[1].second = "statistical: split-K may add with atomics";
  other.setting = output_of("b", "gpu1").setting;
  EXPECT_FALSE(step(climb_pair(careful, other), Rung::device).promise_broken);
}

TEST(Ladder, TheRepeatIsWhatTheCaseSaysOfItself) {
  LadderOutput same = output_of("a"), differs = output_of("a");
  same.facts.emplace_back("repeat", "identical");
  differs.facts.emplace_back("repeat", "differs");
  const Ladder good = climb(std::vector{same, same});
  EXPECT_EQ(step(good, Rung::repeat).compared, 2U);
  EXPECT_EQ(step(good, Rung::repeat).digests, 1U);
  EXPECT_EQ(step(good, Rung::repeat).worst, NumericClass::identical);
  EXPECT_FALSE(step(good, Rung::repeat).promise_broken);
  const Ladder bad = climb(std::vector{same, differs});
  EXPECT_EQ(step(bad, Rung::repeat).digests, 2U);
  EXPECT_EQ(step(bad, Rung::repeat).worst, NumericClass::statistical);
  EXPECT_TRUE(step(bad, Rung::repeat).promise_broken);
  EXPECT_EQ(step(climb(std::vector{output_of("a")}), Rung::repeat).compared, 0U);
}

TEST(Ladder, ASettingIsOfTheParticipantsAlone) {
  Launch launch;
  launch.site = "lab";
  launch.ranks = {{0, "n0", "d0", "", -1, 1}, {1, "n1", "d1", "", -1, 1}};
  launch.environment = {{"loaded", "blas.version", "1", "0-1"},
                        {"host", "cpu.model", "cpu one", "0-1"},
                        {"device", "cuda.model", "H200", "1"},
                        {"run", "cuda.device", "gpu7", "1"}};
  Case c;
  c.backend = "host";
  c.participants = {0};
  EXPECT_EQ(setting_of(c, launch).devices, std::set<std::string>{"d0"});
  EXPECT_EQ(setting_of(c, launch).nodes, std::set<std::string>{"n0"});
  EXPECT_EQ(setting_of(c, launch).architecture, "cpu one");
  EXPECT_EQ(setting_of(c, launch).libraries, "blas.version=1\n");
  c.backend = "cuda";
  c.participants = {1};
  EXPECT_EQ(setting_of(c, launch).devices, std::set<std::string>{"gpu7"});
  EXPECT_EQ(setting_of(c, launch).architecture, "H200");
}

}  // namespace
}  // namespace gpubench::results
