#include "results/statistics/verdict.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace gpubench::results {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

Contrast contrast_with(double effect, double error, double p) {
  return {effect, error, 11, p, 12};
}

std::vector<double> first_locations(const nlohmann::json& launches, std::size_t count) {
  std::vector<double> all;
  for (std::size_t i = 0; i < count; ++i)
    all.push_back(launch_location(rank_locations(launches[i].get<LaunchSamples>())));
  return all;
}

TEST(SequentialGate, DecidesSuitesAsAnIndependentImplementationDoes) {
  std::ifstream file(GPUBENCH_TEST_DATA "/vectors/suites.json");
  const auto cases = nlohmann::json::parse(file).at("cases");
  ASSERT_THAT(cases, SizeIs(6));
  for (const auto& suite : cases) {
    const std::size_t members = suite.at("a").size();
    SequentialGate gate(members);
    while (const std::size_t pairs = gate.next_look()) {
      std::vector<Contrast> contrasts;
      for (std::size_t i = 0; i < members; ++i) {
        const auto& known = suite.at("prior")[i];
        std::optional<Prior> prior;
        if (!known.is_null()) prior = Prior{known.at("s2"), known.at("df")};
        contrasts.push_back(paired_contrast(first_locations(suite.at("a")[i], pairs),
                                            first_locations(suite.at("b")[i], pairs), Better::lower, prior));
      }
      gate.look_at(pairs, contrasts);
    }
    for (std::size_t i = 0; i < members; ++i) {
      EXPECT_EQ(to_string(gate.members()[i].verdict),
                suite.at("expected").at("verdict")[i].get<std::string>())
          << i;
      EXPECT_EQ(gate.members()[i].pairs, suite.at("expected").at("pairs")[i].get<std::size_t>()) << i;
    }
  }
}

TEST(Reject, HoldsEachPAgainstItsPlaceInTheFamily) {
  EXPECT_THAT(reject(std::vector<double>{0.04, 0.011, 0.5, 0.02}, 0.04),
              ElementsAre(false, true, false, true));
  // The second is above its own line, and carried by the third.
  EXPECT_THAT(reject(std::vector<double>{0.001, 0.029, 0.0299}, 0.03), ElementsAre(true, true, true));
  EXPECT_THAT(reject(std::vector<double>{0.02, 0.03}, 0.01), ElementsAre(false, false));
  EXPECT_THAT(reject(std::vector<double>{}, 0.01), SizeIs(0));
}

TEST(Look, ASureDifferenceUnderTheFloorIsNoChange) {
  const std::vector<std::optional<Contrast>> family = {
      contrast_with(std::log(1.009), 1e-4, 1e-9), contrast_with(std::log(1.011), 1e-4, 1e-9),
      contrast_with(-std::log(1.011), 1e-4, 1e-9), contrast_with(std::log(1.011), 0.1, 0.9)};
  EXPECT_THAT(look(family),
              ElementsAre(Verdict::equivalent, Verdict::regressed, Verdict::improved, Verdict::inconclusive));
}

TEST(Look, WhatWasDecidedStaysInTheFamily) {
  const Contrast weak = contrast_with(0.05, 0.01, 0.01);
  EXPECT_THAT(look(std::vector<std::optional<Contrast>>{weak}), ElementsAre(Verdict::regressed));
  EXPECT_THAT(look(std::vector<std::optional<Contrast>>{weak, std::nullopt}),
              ElementsAre(Verdict::inconclusive, std::nullopt));
}

TEST(SequentialGate, StopsWhenAllAreDecided) {
  SequentialGate gate(2);
  EXPECT_EQ(gate.next_look(), 3u);
  gate.look_at(3, std::vector<Contrast>{contrast_with(0, 1e-4, 1), contrast_with(0, 1, 1)});
  EXPECT_FALSE(gate.is_undecided(0));
  EXPECT_TRUE(gate.is_undecided(1));
  EXPECT_EQ(gate.next_look(), 5u);
  // What was decided is not decided anew.
  gate.look_at(5, std::vector<Contrast>{contrast_with(1, 1e-4, 1e-9), contrast_with(0, 1e-4, 1)});
  EXPECT_EQ(gate.members()[0].verdict, Verdict::equivalent);
  EXPECT_EQ(gate.members()[0].pairs, 3u);
  EXPECT_EQ(gate.members()[1].pairs, 5u);
  EXPECT_TRUE(gate.done());
}

TEST(SequentialGate, AnotherLookThanTheNextIsRefused) {
  SequentialGate gate(1);
  const std::vector<Contrast> wide = {contrast_with(0, 1, 1)};
  EXPECT_THROW(gate.look_at(4, wide), std::invalid_argument);
  EXPECT_THROW(gate.look_at(3, {}), std::invalid_argument);
  gate.look_at(5, wide);  // a resumed duet may have passed the first
  EXPECT_THROW(gate.look_at(3, wide), std::invalid_argument);
  gate.look_at(12, wide);
  EXPECT_TRUE(gate.done());
  EXPECT_THROW(gate.look_at(12, wide), std::invalid_argument);
}

}  // namespace
}  // namespace gpubench::results
