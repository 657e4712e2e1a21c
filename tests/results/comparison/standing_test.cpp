#include "results/comparison/standing.hpp"

#include <cmath>

#include "tests/results/comparison/compared.hpp"

namespace gpubench::results {
namespace {

using testing::HasSubstr;

using StandingOfCases = Compare;

TEST_F(StandingOfCases, AnotherBatchIsIncomparableAndSaysWhich) {
  const Comparison seen = compare_changed(synthetic::side("A", 5, true), synthetic::side("B", 5, true),
                                          [](const Settings&, Case& c) {
                                            if (c.name != "memory/case0") return;
                                            c.batch = 4;
                                            c.facts.emplace_back("batch_planned", "16");
                                          });
  EXPECT_EQ(outcomes(seen), (std::vector{Outcome::incomparable, Outcome::equivalent}));
  EXPECT_THAT(seen.cases[0].why, HasSubstr("batches of 1 and 4 (too slow for the 16 planned"));
  EXPECT_FALSE(seen.cases[0].effect);
  EXPECT_EQ(exit_code(seen), ExitCode::incomparable);
}

TEST_F(StandingOfCases, AnotherMetricOfTheSameWorkIsIncomparable) {
  const Comparison seen = compare_changed(synthetic::side("A", 5, true), synthetic::side("B", 5, true),
                                          [](const Settings&, Case& c) {
                                            if (c.name == "memory/case0") c.metric = "flop_rate";
                                          });
  EXPECT_EQ(outcomes(seen), (std::vector{Outcome::incomparable, Outcome::equivalent}));
  EXPECT_EQ(seen.cases[0].why, "metrics bandwidth and flop_rate");
}

TEST_F(StandingOfCases, ALaunchOfAnotherBatchIsLeftOutWhereTheOthersAgree) {
  const Comparison seen = compare_changed(synthetic::side("A", 6, true), synthetic::side("B", 6, true),
                                          [](const Settings& launch, Case& c) {
                                            if (launch.number == 3) c.batch = 2;
                                          });
  EXPECT_EQ(outcomes(seen), (std::vector{Outcome::equivalent, Outcome::equivalent}));
  EXPECT_THAT(seen.cases[0].flags, testing::Contains("1-other-batch"));
  EXPECT_EQ(seen.cases[0].contrast->replicates, 5U);
}

// A slow machine takes smaller batches: what is left of the candidate then is its best.
TEST_F(StandingOfCases, LaunchesThatWereTooSlowForTheBatchMakeNoCaseEquivalent) {
  const auto slow = [&](std::int64_t of_baseline, std::int64_t of_candidate) {
    const auto batch_from = [](std::int64_t slow_launches) {
      return
          [slow_launches](const Settings& launch, Case& c) { c.batch = launch.pair < slow_launches ? 2 : 4; };
    };
    for (const char* name : {"a.h5", "b.h5"}) std::filesystem::remove(folder_ / name);
    synthetic::write(folder_ / "a.h5", synthetic::side("A", 7, true), batch_from(of_baseline));
    synthetic::write(folder_ / "b.h5", synthetic::side("B", 7, true), batch_from(of_candidate));
    return results::compare(open_side({folder_ / "a.h5"}), open_side({folder_ / "b.h5"})).cases[0];
  };
  EXPECT_EQ(slow(0, 0).outcome, Outcome::equivalent);
  EXPECT_EQ(slow(1, 1).outcome, Outcome::equivalent);
  EXPECT_EQ(slow(1, 0).outcome, Outcome::equivalent);
  const ComparedCase one = slow(0, 1);
  EXPECT_EQ(one.outcome, Outcome::inconclusive);
  EXPECT_THAT(one.why, HasSubstr("1 of 7 launches of the candidate had a smaller batch"));
  EXPECT_EQ(one.contrast->replicates, 6U);
  const ComparedCase most = slow(0, 4);
  EXPECT_EQ(most.outcome, Outcome::incomparable);
  EXPECT_EQ(most.why, "batches of 4 and 2");
  EXPECT_EQ(slow(0, 6).outcome, Outcome::incomparable);
}

TEST_F(StandingOfCases, SlowerLaunchesThanAreLeftOutAreStillARegression) {
  synthetic::write(folder_ / "a.h5", synthetic::side("A", 7, true),
                   [](const Settings&, Case& c) { c.batch = 4; });
  synthetic::write(folder_ / "b.h5", slowed(synthetic::side("B", 7, true), std::log(1.1)),
                   [](const Settings& launch, Case& c) { c.batch = launch.pair == 0 ? 2 : 4; });
  const auto seen = results::compare(open_side({folder_ / "a.h5"}), open_side({folder_ / "b.h5"}));
  EXPECT_EQ(outcomes(seen), (std::vector{Outcome::regressed, Outcome::regressed}));
}

TEST_F(StandingOfCases, AnotherNumberOfRanksIsIncomparableForACollective) {
  auto b = synthetic::side("B", 5, true);
  for (Settings& one : b) one.ranks = 4;
  const auto world = [](const Settings&, Case& c) { c.across_ranks = "max", c.scope = "world"; };
  synthetic::write(folder_ / "a.h5", synthetic::side("A", 5, true), world);
  synthetic::write(folder_ / "b.h5", b, world);
  const Comparison seen = results::compare(open_side({folder_ / "a.h5"}), open_side({folder_ / "b.h5"}));
  EXPECT_EQ(seen.cases[0].outcome, Outcome::incomparable);
  EXPECT_EQ(seen.cases[0].why, "8 and 4 ranks");
}

TEST_F(StandingOfCases, ACaseOfOneSideOnlyIsMissingOrNew) {
  auto b = synthetic::side("B", 5, true);
  const Comparison seen = compare_changed(synthetic::side("A", 5, true), b, [](const Settings&, Case& c) {
    c.name = c.name == "memory/case0" ? "memory/new" : c.name;
  });
  EXPECT_EQ(outcomes(seen), (std::vector{Outcome::missing, Outcome::equivalent, Outcome::fresh}));
  EXPECT_EQ(seen.cases[0].why, "not in the candidate");
  EXPECT_EQ(exit_code(seen), ExitCode::regressed);
}

TEST_F(StandingOfCases, AFailureInTheCandidateIsBrokenAndASkipMissing) {
  const Comparison seen = compare_changed(synthetic::side("A", 5, true), synthetic::side("B", 5, true),
                                          [](const Settings& launch, Case& c) {
                                            const bool first = c.name == "memory/case0";
                                            if (first && launch.number > 1) return;
                                            c.samples = {};
                                            c.participants.clear();
                                            c.status = first ? Status::failed : Status::skipped;
                                            c.reason = first ? "rank 3 did not come back" : "no driver";
                                          });
  EXPECT_EQ(outcomes(seen), (std::vector{Outcome::broken, Outcome::missing}));
  EXPECT_EQ(seen.cases[0].why, "failed in 1 of 5 launches of the candidate: rank 3 did not come back");
  EXPECT_EQ(seen.cases[1].why, "skipped in the candidate: no driver");
}

TEST_F(StandingOfCases, AWrongOutputIsWrongWhateverItsSpeed) {
  const Comparison seen = compare_changed(
      synthetic::side("A", 5, true), synthetic::side("B", 5, true), [](const Settings& launch, Case& c) {
        if (launch.number == 3) c.verification.correctness = "wrong", c.verification.detail = "index 7";
      });
  EXPECT_EQ(outcomes(seen), (std::vector{Outcome::wrong, Outcome::wrong}));
  EXPECT_EQ(seen.cases[0].why, "wrong in the candidate: index 7");
  EXPECT_EQ(seen.cases[0].numeric, NumericClass::wrong);
  EXPECT_EQ(exit_code(seen), ExitCode::regressed);
}

TEST_F(StandingOfCases, SamplesThatAreNoTimesAreDroppedUpToOnePerCent) {
  const auto spoil = [](std::size_t count) {
    return [count](const Settings&, Case& c) {
      for (std::size_t i = 0; i < count; ++i) c.samples.values[i * 37] = i % 2 == 0 ? 0 : -5;
    };
  };
  // 320 samples a launch: 3 are under one in a hundred, 4 are over it.
  synthetic::write(folder_ / "c.h5", synthetic::side("B", 5, true), spoil(3));
  const Comparison some =
      compare_changed(synthetic::side("A", 5, true), synthetic::side("B", 5, true), spoil(4));
  EXPECT_EQ(some.cases[0].outcome, Outcome::broken);
  EXPECT_EQ(some.cases[0].why, "4 of 320 samples of the candidate are no figures");
  const Comparison few = results::compare(open_side({folder_ / "a.h5"}), open_side({folder_ / "c.h5"}));
  EXPECT_EQ(few.cases[0].outcome, Outcome::equivalent);
  EXPECT_THAT(few.cases[0].flags, testing::Contains("dropped"));
}

}  // namespace
}  // namespace gpubench::results
