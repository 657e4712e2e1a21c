#include "results/comparison/duet_gate.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <filesystem>

#include "tests/results/comparison/compared.hpp"

namespace gpubench::results {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

class Duet : public Compare {
 protected:
  Comparison of_pairs(std::size_t pairs, double noise) {
    std::vector<Settings> a = synthetic::side("A", pairs, true), b = synthetic::side("B", pairs, true);
    for (auto* side : {&a, &b}) {
      for (Settings& one : *side) one.launch_noise = noise;
    }
    for (const char* name : {"a.h5", "b.h5"}) std::filesystem::remove(folder_ / name);
    return compare_sides(a, slowed(b, std::log(1.05)));
  }
};

TEST_F(Duet, EndsAtTheFirstLookWhereAllIsDecided) {
  DuetGate gate;
  EXPECT_EQ(gate.next_look(), 3U);
  gate.look_at(3, of_pairs(3, 0.0005));
  EXPECT_TRUE(gate.done());
  EXPECT_EQ(gate.next_look(), 0U);
  EXPECT_THAT(gate.undecided(), IsEmpty());
  EXPECT_EQ(outcomes(gate.comparison()), (std::vector{Outcome::regressed, Outcome::regressed}));
}

TEST_F(Duet, ACasesOwnMarginHoldsAtEveryLook) {
  const auto bounds = [](const CaseKey& key) {
    return key.name == "memory/case1" ? Bounds{std::log(1.2), std::log(1.3)}
                                      : Bounds{std::log(1.01), std::log(1.02)};
  };
  DuetGate gate({}, bounds);
  gate.look_at(3, of_pairs(3, 0.0005));
  EXPECT_EQ(outcomes(gate.comparison()), (std::vector{Outcome::regressed, Outcome::equivalent}));
}

TEST_F(Duet, GoesOnWhereSomethingIsUndecidedAndEndsAtTheLastLook) {
  DuetGate gate;
  for (const std::size_t look : kLooks) {
    ASSERT_EQ(gate.next_look(), look);
    gate.look_at(look, of_pairs(look, 0.2));
    EXPECT_EQ(gate.undecided().size(), 2U) << look;
  }
  EXPECT_TRUE(gate.done());
  EXPECT_EQ(exit_code(gate.comparison()), ExitCode::inconclusive);
}

TEST_F(Duet, DecidesNothingOnFewerPairsThanTheLookTakes) {
  DuetGate gate;
  Comparison seen = of_pairs(3, 0.0005);
  seen.cases[1].enough = false;
  seen.cases[1].outcome = Outcome::inconclusive;
  gate.look_at(3, seen);
  EXPECT_EQ(outcomes(gate.comparison()), (std::vector{Outcome::regressed, Outcome::inconclusive}));
  Comparison apart = of_pairs(5, 0.0005);
  apart.cases[1].paired = false;
  apart.cases[1].outcome = Outcome::equivalent;  // as compare() judges launches that are no pairs
  gate.look_at(5, apart);
  EXPECT_THAT(gate.undecided(), SizeIs(1));
  EXPECT_EQ(outcomes(gate.comparison()), (std::vector{Outcome::regressed, Outcome::inconclusive}));
  EXPECT_NE(gate.comparison().cases[1].why, "");
}

TEST_F(Duet, ACaseThatCouldNotBeComparedAtFirstGetsNoVerdictLater) {
  DuetGate gate;
  Comparison seen = of_pairs(3, 0.0005);
  seen.cases[1].outcome = Outcome::incomparable;
  gate.look_at(3, seen);
  EXPECT_TRUE(gate.done());
  gate.look_at(5, of_pairs(5, 0.0005));
  EXPECT_EQ(outcomes(gate.comparison()), (std::vector{Outcome::regressed, Outcome::inconclusive}));
}

TEST_F(Duet, TellsThePairsThatWereUsedAndWithholdsFlattery) {
  DuetGate gate;
  for (const char* name : {"a.h5", "b.h5"}) std::filesystem::remove(folder_ / name);
  Comparison seen = compare_sides(synthetic::side("A", 5, true), synthetic::side("B", 5, true));
  seen.cases[0].contrast->replicates = 4;
  seen.cases[1].flattered = "some were left out";
  gate.look_at(5, seen);
  EXPECT_EQ(outcomes(gate.comparison()), (std::vector{Outcome::equivalent, Outcome::inconclusive}));
  EXPECT_EQ(gate.comparison().cases[0].why, "4 pairs");
  EXPECT_EQ(gate.comparison().cases[1].why, "some were left out");
}

TEST_F(Duet, DoesNotMeasureOnWhatHasFailed) {
  DuetGate gate;
  Comparison seen = of_pairs(3, 0.2);
  seen.cases[0].outcome = Outcome::broken;
  gate.look_at(3, seen);
  EXPECT_THAT(gate.undecided(), SizeIs(1));
  Comparison second = of_pairs(5, 0.2);
  for (ComparedCase& row : second.cases) row.outcome = Outcome::broken;
  gate.look_at(5, second);
  EXPECT_TRUE(gate.done());
  EXPECT_EQ(exit_code(gate.comparison()), ExitCode::regressed);
}

TEST_F(Duet, KeepsWhatWasDecidedWhenLaterLooksDoNotMeasureItAgain) {
  DuetGate gate;
  Comparison first = of_pairs(3, 0.0005);
  first.cases[1].contrast->p = 1;  // undecided: an interval past the margin
  first.cases[1].contrast->error = 0.1;
  gate.look_at(3, first);
  ASSERT_THAT(gate.undecided(), SizeIs(1));
  Comparison second = of_pairs(5, 0.0005);
  second.cases[0].contrast.reset();
  gate.look_at(5, second);
  EXPECT_EQ(outcomes(gate.comparison()), (std::vector{Outcome::regressed, Outcome::regressed}));
  EXPECT_EQ(gate.comparison().cases[0].why, "3 pairs");
  EXPECT_EQ(gate.comparison().cases[1].why, "5 pairs");
}

}  // namespace
}  // namespace gpubench::results
