#include "results/comparison/comparison.hpp"

#include "tests/results/comparison/compared.hpp"

namespace gpubench::results {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TEST_F(Compare, FivePairsOfOneBuildAreEquivalentAndGood) {
  const Comparison seen = compare_sides(synthetic::side("A", 5, true), synthetic::side("B", 5, true));
  EXPECT_EQ(outcomes(seen), (std::vector{Outcome::equivalent, Outcome::equivalent}));
  EXPECT_EQ(exit_code(seen), ExitCode::good);
  EXPECT_EQ(seen.design.pairs.size(), 5U);
  EXPECT_TRUE(seen.cases[0].paired);
  EXPECT_EQ(seen.cases[0].numeric, NumericClass::identical);
  EXPECT_THAT(seen.environment, IsEmpty());
  EXPECT_THAT(seen.ranks, IsEmpty());
}

TEST_F(Compare, FivePerCentSlowerInPairsIsRegressed) {
  const Comparison seen =
      compare_sides(synthetic::side("A", 5, true), slowed(synthetic::side("B", 5, true), std::log(1.05)));
  EXPECT_EQ(outcomes(seen), (std::vector{Outcome::regressed, Outcome::regressed}));
  EXPECT_NEAR(*seen.cases[0].effect, std::log(1.05), 0.01);
  EXPECT_FALSE(seen.cases[0].tail_effect);
  EXPECT_EQ(exit_code(seen), ExitCode::regressed);
}

TEST_F(Compare, FivePerCentFasterInPairsIsImproved) {
  const Comparison seen =
      compare_sides(synthetic::side("A", 5, true), slowed(synthetic::side("B", 5, true), -std::log(1.05)));
  EXPECT_EQ(outcomes(seen), (std::vector{Outcome::improved, Outcome::improved}));
  EXPECT_EQ(exit_code(seen), ExitCode::good);
}

TEST_F(Compare, ARateThatFallsIsRegressed) {
  const auto rates = [](const Settings&, Case& c) { c.better = "higher"; };
  synthetic::write(folder_ / "a.h5", synthetic::side("A", 5, true), rates);
  synthetic::write(folder_ / "b.h5", slowed(synthetic::side("B", 5, true), -std::log(1.05)), rates);
  const Comparison seen = results::compare(open_side({folder_ / "a.h5"}), open_side({folder_ / "b.h5"}));
  EXPECT_EQ(outcomes(seen), (std::vector{Outcome::regressed, Outcome::regressed}));
  EXPECT_GT(seen.groups.front().contrast->effect, 0.04);
}

TEST_F(Compare, ALatencyIsToldPerOperationAsByShow) {
  const auto hundred = [](const Settings&, Case& c) {
    c.metric = "latency";
    c.work.operations = 100;
  };
  synthetic::write(folder_ / "a.h5", synthetic::side("A", 5, true), hundred);
  const auto b = slowed(synthetic::side("B", 5, true), std::log(1.05));
  synthetic::write(folder_ / "b.h5", b, hundred);
  const Comparison both = results::compare(open_side({folder_ / "a.h5"}), open_side({folder_ / "b.h5"}));
  EXPECT_NEAR(both.cases[0].typical_baseline, 1e-5, 2e-7);
  EXPECT_NEAR(both.cases[0].typical_candidate, 1.05e-5, 2e-7);
  EXPECT_EQ(outcomes(both), (std::vector{Outcome::regressed, Outcome::regressed}));
}

TEST_F(Compare, OneLaunchASideIsInconclusiveHoweverLargeTheEffect) {
  const Comparison seen =
      compare_sides(synthetic::side("A", 1, false), slowed(synthetic::side("B", 1, false), 1.0));
  EXPECT_EQ(outcomes(seen), (std::vector{Outcome::inconclusive, Outcome::inconclusive}));
  EXPECT_THAT(seen.cases[0].why, HasSubstr("no launch replication"));
  EXPECT_NEAR(*seen.cases[0].effect, 1.0, 0.02);
  EXPECT_FALSE(seen.cases[0].half_width);
  EXPECT_EQ(exit_code(seen), ExitCode::inconclusive);
}

TEST_F(Compare, TwoPairsAndFourLaunchesGiveAnIntervalAndNoVerdict) {
  const Comparison pairs =
      compare_sides(synthetic::side("A", 2, true), slowed(synthetic::side("B", 2, true), 0.3));
  EXPECT_EQ(pairs.cases[0].outcome, Outcome::inconclusive);
  EXPECT_THAT(pairs.cases[0].why, HasSubstr("2 pairs; a verdict takes 3"));
  EXPECT_TRUE(pairs.cases[0].half_width);
}

TEST_F(Compare, FourLaunchesASideWithoutPairsGiveAnIntervalAndNoVerdict) {
  const Comparison seen =
      compare_sides(synthetic::side("A", 4, false), slowed(synthetic::side("B", 4, false), 0.3));
  EXPECT_EQ(seen.cases[0].outcome, Outcome::inconclusive);
  EXPECT_THAT(seen.cases[0].why, HasSubstr("4 and 4 launches; without pairs a verdict takes 5 a side"));
  EXPECT_TRUE(seen.cases[0].half_width);
}

TEST_F(Compare, FiveAlternatingLaunchesASideGiveAVerdict) {
  const Comparison seen =
      compare_sides(synthetic::side("A", 5, false), slowed(synthetic::side("B", 5, false), 0.1));
  EXPECT_EQ(outcomes(seen), (std::vector{Outcome::regressed, Outcome::regressed}));
  EXPECT_THAT(seen.design.blocked, IsEmpty());
}

TEST_F(Compare, AllOfOneSideBeforeTheOtherIsAtMostSuspected) {
  const Comparison seen =
      compare_sides(synthetic::side("A", 5, false), slowed(synthetic::side("B", 5, false, 40), 0.1));
  EXPECT_EQ(outcomes(seen), (std::vector{Outcome::suspected, Outcome::suspected}));
  EXPECT_THAT(seen.cases[0].why, HasSubstr("blocked"));
  EXPECT_EQ(exit_code(seen), ExitCode::inconclusive);
}

TEST_F(Compare, AllOfOneSideBeforeTheOtherIsNotCalledEquivalentEither) {
  const Comparison seen = compare_sides(synthetic::side("A", 12, false), synthetic::side("B", 12, false, 40));
  EXPECT_EQ(seen.cases[0].outcome, Outcome::inconclusive);
  EXPECT_THAT(seen.cases[0].why, HasSubstr("blocked"));
}

TEST_F(Compare, OfTwoSitesTheOrderInTimeDoesNotMatter) {
  auto b = slowed(synthetic::side("B", 5, false, 40), 0.1);
  for (Settings& one : b) one.site = "another lab", one.hosts = "there";
  const Comparison seen = compare_sides(synthetic::side("A", 5, false), b);
  EXPECT_EQ(outcomes(seen), (std::vector{Outcome::regressed, Outcome::regressed}));
  EXPECT_EQ(seen.environment.size(), 1U);
  EXPECT_EQ(seen.environment[0].key, "site");
}

TEST_F(Compare, OneLaunchBesideALedgerOfSixIsSuspectedSinceItCameAfter) {
  const Comparison seen =
      compare_sides(synthetic::side("A", 6, false), slowed(synthetic::side("B", 1, false, 40), 0.1));
  EXPECT_EQ(seen.cases[0].outcome, Outcome::suspected);
  EXPECT_EQ(seen.cases[0].contrast->freedom, 5);
}

TEST_F(Compare, AnotherProcessorIsDifferentHardwareAndNotJudged) {
  auto b = slowed(synthetic::side("B", 5, true), 0.1);
  for (Settings& one : b) one.cpu = "cpu two";
  const Comparison seen = compare_sides(synthetic::side("A", 5, true), b);
  EXPECT_EQ(seen.cases[0].outcome, Outcome::different_hardware);
  EXPECT_THAT(seen.cases[0].why, HasSubstr("cpu.model cpu one and cpu two"));
  EXPECT_NEAR(*seen.cases[0].effect, 0.1, 0.01);
  EXPECT_TRUE(seen.cases[0].half_width);
  EXPECT_EQ(exit_code(seen), ExitCode::incomparable);
}

TEST_F(Compare, FewerThanHalfOfTheDevicesInCommonAreNoPairs) {
  auto b = synthetic::side("B", 5, true);
  for (Settings& one : b) one.ranks = 3;
  const Comparison few = compare_sides(synthetic::side("A", 5, true), b);
  EXPECT_FALSE(few.cases[0].paired);
  EXPECT_THAT(few.cases[0].flags, testing::Contains("other-devices"));
}

TEST_F(Compare, HalfOfTheDevicesInCommonArePairsOfThose) {
  auto b = synthetic::side("B", 5, true);
  for (Settings& one : b) one.ranks = 4;
  const Comparison half = compare_sides(synthetic::side("A", 5, true), b);
  EXPECT_TRUE(half.cases[0].paired);
  EXPECT_THAT(half.cases[0].flags, testing::Contains("devices-left-out"));
  EXPECT_EQ(half.cases[0].outcome, Outcome::equivalent);
}

TEST_F(Compare, ASlowTailAloneIsAWarning) {
  const Comparison seen = compare_changed(synthetic::side("A", 5, true), synthetic::side("B", 5, true),
                                          [](const Settings&, Case& c) {
                                            for (std::size_t i = 0; i < c.samples.values.size(); i += 8)
                                              c.samples.values[i] *= 2;
                                          });
  EXPECT_EQ(seen.cases[0].outcome, Outcome::equivalent);
  ASSERT_TRUE(seen.cases[0].tail_effect);
  EXPECT_GT(*seen.cases[0].tail_effect, 0.5);
  EXPECT_EQ(exit_code(seen), ExitCode::good);
}

TEST_F(Compare, OtherDigestsOfEqualInputsAreStatistical) {
  const Comparison seen = compare_changed(synthetic::side("A", 5, true), synthetic::side("B", 5, true),
                                          [](const Settings&, Case& c) {
                                            c.verification.digest = std::string(32, 'e');
                                            c.verification.correctness = "statistical";
                                            c.verification.eta_max = 0.4;
                                          });
  EXPECT_EQ(seen.cases[0].numeric, NumericClass::statistical);
}

TEST_F(Compare, AnotherLibraryIsNamedFirstInItsScope) {
  auto b = synthetic::side("B", 5, true);
  for (Settings& one : b) one.library = "2.0";
  const Comparison seen = compare_sides(synthetic::side("A", 5, true), b);
  ASSERT_EQ(seen.environment.size(), 1U);
  EXPECT_EQ(seen.environment[0].key, "blas.version");
  EXPECT_TRUE(seen.environment[0].weighty());
  EXPECT_THAT(seen.environment[0].candidate.values, testing::ElementsAre("2.0"));
}

TEST_F(Compare, GroupsTakeTheLaunchAsReplicate) {
  const Comparison seen =
      compare_sides(synthetic::side("A", 5, true), slowed(synthetic::side("B", 5, true), 0.1));
  ASSERT_EQ(seen.groups.size(), 1U);
  EXPECT_EQ(seen.groups[0].group, "memory");
  EXPECT_EQ(seen.groups[0].cases, 2U);
  EXPECT_NEAR(seen.groups[0].contrast->effect, 0.1, 0.01);
  EXPECT_EQ(seen.groups[0].contrast->freedom, 4);
}

TEST_F(Compare, GroupsAverageCasesOfTheSameLaunchesOnly) {
  const auto sides = [](const char* position) {
    auto launches = synthetic::side(position, 5, true);
    for (Settings& one : launches) one.cases = 3;
    return launches;
  };
  // Each case lacks one pair, so that counts agree; but case1 lacks another one.
  const auto lack = [](const Settings& launch, Case& c) {
    if (launch.pair != (c.name == "memory/case1" ? 2 : 1)) return;
    c.samples = {};
    c.participants.clear();
    c.status = Status::skipped;
    c.reason = "no time";
  };
  synthetic::write(folder_ / "a.h5", sides("A"), lack);
  synthetic::write(folder_ / "b.h5", sides("B"), lack);
  const Comparison seen = results::compare(open_side({folder_ / "a.h5"}), open_side({folder_ / "b.h5"}));
  ASSERT_EQ(seen.groups.size(), 1U);
  EXPECT_EQ(seen.groups[0].contrast->replicates, 4U);
  EXPECT_EQ(seen.groups[0].cases, 2U);
}

TEST_F(Compare, NothingMeasuredIsIncomparableNotGood) {
  const auto skip = [](const Settings&, Case& c) {
    c.samples = {};
    c.participants.clear();
    c.status = Status::skipped;
    c.reason = "no driver";
  };
  synthetic::write(folder_ / "a.h5", synthetic::side("A", 1, false), skip);
  synthetic::write(folder_ / "b.h5", synthetic::side("B", 1, false), skip);
  const Comparison seen = results::compare(open_side({folder_ / "a.h5"}), open_side({folder_ / "b.h5"}));
  EXPECT_THAT(seen.cases, IsEmpty());
  EXPECT_EQ(seen.neither, 2U);
  EXPECT_EQ(exit_code(seen), ExitCode::incomparable);
}

TEST_F(Compare, ALaunchIsNotComparedWithItself) {
  synthetic::write(folder_ / "a.h5", synthetic::side("A", 1, false));
  const Side side = open_side({folder_ / "a.h5"});
  EXPECT_THROW(results::compare(side, side), DataError);
}

}  // namespace
}  // namespace gpubench::results
