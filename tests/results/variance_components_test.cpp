#include "results/statistics/variance_components.hpp"

#include <gtest/gtest.h>

#include <random>
#include <stdexcept>

namespace gpubench::results {
namespace {

// Figures from the formulas in variance_components.hpp, in numpy on the same numbers.
constexpr double kExact = 1e-10;

const CrossedTable kFour{{{1.00, 1.03, 0.98, 1.05}, {1.02, 1.06, 1.01, 1.06}, {0.97, 1.01, 0.96, 1.00}}, {}};
const CrossedTable kThree{{{1.10, 1.12, 1.07}, {1.09, 1.14, 1.05}}, {}};
const CrossedTable kTwo{{{0.91, 0.93}, {0.95, 0.94}}, {}};

VarianceComponents components_of(std::vector<CrossedTable> sites) {
  return variance_components(sites);
}

void expect_close(const Component& component, double expected, const char* what) {
  ASSERT_TRUE(component.variance) << what << " " << component.why;
  EXPECT_NEAR(*component.variance, expected, kExact * expected) << what;
  EXPECT_EQ(component.why, "") << what;
}

void expect_none(const Component& component, const char* why) {
  EXPECT_FALSE(component.variance) << why;
  EXPECT_EQ(component.why, std::string("not identifiable: ") + why);
}

TEST(VarianceComponents, OfOneSiteMatchAnIndependentImplementation) {
  const auto seen = components_of({kFour});
  expect_close(seen.launch, 0.0006805555555555584, "launch");
  expect_close(seen.device, 0.0006888888888888885, "device");
  expect_close(seen.residual, 5.2777777777778183e-05, "residual");
  EXPECT_NEAR(*seen.share(seen.device),
              0.6888888888888885 / (0.6805555555555584 + 0.6888888888888885 + 0.052777777777778183), kExact);
  expect_none(seen.site, "fewer than 3 sites");
  EXPECT_EQ(seen.share(seen.site), std::nullopt);
}

TEST(VarianceComponents, UnequalSitesArePooledByDegreesOfFreedom) {
  const auto seen = components_of({kFour, kThree});
  expect_close(seen.launch, 0.00043831018518518703, "launch");
  expect_close(seen.device, 0.0008763888888888866, "device");
  expect_close(seen.residual, 9.374999999999976e-05, "residual");
  expect_none(seen.site, "fewer than 3 sites");
}

TEST(VarianceComponents, ThreeSitesHaveAVarianceBeyondTheirDevices) {
  const auto seen = components_of({kFour, kThree, kTwo});
  expect_close(seen.launch, 0.00039027777777777867, "launch");
  expect_close(seen.device, 0.0007185185185185167, "device");
  expect_close(seen.residual, 0.00010833333333333317, "residual");
  expect_close(seen.site, 0.006151105967078188, "site");
}

TEST(VarianceComponents, ThreeNodesAreSplitFromTheirDevices) {
  CrossedTable site{{{1.00, 1.02, 1.01, 1.10, 1.13, 0.90}, {1.01, 1.04, 1.00, 1.12, 1.13, 0.93}},
                    {0, 0, 0, 1, 1, 2}};
  const auto seen = components_of({site});
  expect_close(seen.device, 0.00015138888888888892, "device");
  expect_close(seen.node, 0.008129924242424248, "node");
  expect_close(seen.launch, 4.999999999999793e-05, "launch");
  site.nodes = {0, 0, 0, 1, 1, 1};
  expect_none(components_of({site}).node, "fewer than 3 nodes a site");
  site.nodes = {0, 1, 2, 3, 4, 5};
  expect_none(components_of({site}).node, "one device a node");
  site.nodes.clear();
  expect_none(components_of({site}).node, "the nodes are not known");
}

TEST(VarianceComponents, WhatOneLaunchOrOneDeviceCannotTellIsSaid) {
  const auto one_launch = components_of({{{{1, 2, 3}}, {}}});
  expect_none(one_launch.launch, "one launch a site");
  expect_none(one_launch.residual, "no site has 2 devices in 2 launches");
  expect_close(one_launch.device, 1, "device, with the residual");
  const auto one_device = components_of({{{{1}, {2}, {3}}, {}}});
  expect_none(one_device.device, "one device a site");
  expect_close(one_device.launch, 1, "launch, with the residual");
  const auto three_of_one = components_of({{{{1, 2}}, {}}, {{{3, 4}}, {}}, {{{5, 6}}, {}}});
  expect_none(three_of_one.site, "one launch a site");
}

TEST(VarianceComponents, AVarianceIsNeverBelowZero) {
  // Launches have the same mean, and so have devices: MSr and MSk are 0, MSe is not.
  const auto seen = components_of({{{{1, -1}, {-1, 1}}, {}}});
  EXPECT_EQ(seen.launch.variance, 0);
  EXPECT_EQ(seen.device.variance, 0);
  EXPECT_EQ(seen.residual.variance, 4);
  EXPECT_EQ(seen.share(seen.residual), 1);
}

TEST(VarianceComponents, UnequalSitesGiveBackWhatTheyWereMadeOf) {
  std::mt19937_64 engine(3);
  std::normal_distribution<double> normal;
  double launch = 0, device = 0, site = 0;
  constexpr int kTrials = 2000;
  for (int trial = 0; trial < kTrials; ++trial) {
    std::vector<CrossedTable> sites;
    for (const auto& [launches, devices] : {std::pair{2, 8}, {5, 2}, {3, 3}, {9, 4}}) {
      CrossedTable table;
      std::vector<double> offsets(static_cast<std::size_t>(devices));
      for (double& offset : offsets) offset = 2 * normal(engine);
      const double center = 4 * normal(engine);
      for (int r = 0; r < launches; ++r) {
        table.locations.emplace_back();
        const double common = center + normal(engine);
        for (const double offset : offsets)
          table.locations.back().push_back(common + offset + 0.5 * normal(engine));
      }
      sites.push_back(table);
    }
    const auto seen = variance_components(sites);
    launch += *seen.launch.variance / kTrials;
    device += *seen.device.variance / kTrials;
    site += *seen.site.variance / kTrials;
  }
  EXPECT_NEAR(launch, 1, 0.05);
  EXPECT_NEAR(device, 4, 0.2);
  EXPECT_NEAR(site, 16, 1.2);
}

TEST(VarianceComponents, TheWorstGapIsBetweenTwoNamedDevices) {
  const auto gap = device_gap(kFour);
  ASSERT_TRUE(gap);
  EXPECT_EQ(gap->fastest, 2u);
  EXPECT_EQ(gap->slowest, 3u);
  EXPECT_NEAR(gap->gap, (1.05 + 1.06 + 1.00) / 3 - (0.98 + 1.01 + 0.96) / 3, kExact);
  EXPECT_EQ(device_gap({{{1}, {2}}, {}}), std::nullopt);
}

TEST(VarianceComponents, IncompleteTablesAreRefused) {
  EXPECT_THROW(components_of({}), std::invalid_argument);
  EXPECT_THROW(components_of({{}}), std::invalid_argument);
  EXPECT_THROW(components_of({{{{1, 2}, {1}}, {}}}), std::invalid_argument);
  EXPECT_THROW(components_of({{{{1, 2}, {1, 2}}, {0}}}), std::invalid_argument);
}

}  // namespace
}  // namespace gpubench::results
