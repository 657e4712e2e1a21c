#include "results/repro/repro.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "results/error.hpp"
#include "tests/results/examples.hpp"
#include "tests/support/synthetic.hpp"

namespace gpubench::results {
namespace {

using synthetic::Settings;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// Launches of one site, whose hosts and devices are its own.
std::vector<Settings> site(const std::string& name, std::size_t launches, double slowdown = 0) {
  std::vector<Settings> list(launches);
  for (std::size_t i = 0; i < launches; ++i) {
    list[i].number = 100 * static_cast<std::size_t>(name.back()) + i;
    list[i].site = list[i].hosts = name;
    list[i].slowdown = slowdown;
    list[i].cases = 4;
    list[i].launch_noise = 0.004;
  }
  return list;
}

class ReproStudy : public testing::Test {
 protected:
  template <class Change>
  Repro reproduce_changed(const std::vector<std::vector<Settings>>& sites, Change&& change) {
    for (std::size_t i = 0; i < sites.size(); ++i)
      synthetic::write(folder_ / ("site" + std::to_string(i) + ".h5"), sites[i], change);
    return reproduce(open_side({folder_ / "."}));
  }
  Repro reproduce_sites(const std::vector<std::vector<Settings>>& sites) {
    return reproduce_changed(sites, [](const Settings&, Case&) {});
  }
  examples::Folder folder_;
};

const LadderStep& step(const CaseRepro& row, Rung rung) {
  return row.ladder[static_cast<std::size_t>(rung)];
}

TEST_F(ReproStudy, ALatencyIsToldPerOperationAsByShow) {
  const Repro seen = reproduce_changed({site("a", 3)}, [](const Settings&, Case& c) {
    c.metric = "latency";
    c.work.operations = 100;
  });
  EXPECT_NEAR(seen.cases.at(0).typical.value(), 1e-5, 2e-7);
}

TEST_F(ReproStudy, ComponentsOfOneSiteAreWhatItWasMadeOf) {
  const Repro seen = reproduce_sites({site("a", 40)});
  ASSERT_THAT(seen.cases, SizeIs(4));
  double launch = 0, device = 0;
  for (const CaseRepro& row : seen.cases) {
    EXPECT_EQ(row.launches, 40U);
    EXPECT_THAT(row.left_out, IsEmpty());
    launch += row.components.launch.variance.value() / 4;
    device += row.components.device.variance.value() / 4;
    EXPECT_NEAR(row.typical.value(), 1e-3, 2e-5);
  }
  EXPECT_NEAR(std::sqrt(launch), 0.004, 0.0008);
  double squares = 0, sum = 0;  // ranks' offsets are 1 % of the sine of their number
  for (int rank = 0; rank < 8; ++rank) {
    sum += std::sin(rank);
    squares += std::sin(rank) * std::sin(rank);
  }
  EXPECT_NEAR(std::sqrt(device), 0.01 * std::sqrt((squares - sum * sum / 8) / 7), 0.0004);
  EXPECT_EQ(seen.cases[0].gap->slowest, "a-device2");
  EXPECT_EQ(seen.cases[0].gap->fastest, "a-device5");
  EXPECT_EQ(seen.cases[0].precision.reproducibility.why, "not identifiable: fewer than 3 sites");
  EXPECT_EQ(seen.no_labs, "not identifiable: fewer than 3 sites");
}

TEST_F(ReproStudy, OneLaunchTellsNoRepeatability) {
  const Repro seen = reproduce_sites({site("a", 1)});
  EXPECT_EQ(seen.cases[0].precision.repeatability.why, "not identifiable: one launch a site");
  EXPECT_EQ(seen.cases[0].components.launch.why, "not identifiable: one launch a site");
  EXPECT_FALSE(seen.cases[0].launches_needed);
}

TEST_F(ReproStudy, TheSlowSiteIsNamedAndNoneWhereAllAreAlike) {
  const auto clean = [] {
    return std::vector{site("a", 4), site("b", 4), site("c", 4), site("d", 4), site("e", 4), site("f", 4)};
  };
  const Repro alike = reproduce_sites(clean());
  EXPECT_FALSE(alike.outlier);
  EXPECT_THAT(alike.labs, SizeIs(6));
  EXPECT_EQ(alike.lab_cases, 4U);
  EXPECT_THAT(alike.pairs, SizeIs(15));
  for (const SitePair& pair : alike.pairs) EXPECT_NEAR(pair.times.bias, 0, 0.01);
}

TEST_F(ReproStudy, ASiteFivePerCentSlowerIsNamed) {
  const Repro seen = reproduce_sites(
      {site("a", 4), site("b", 4), site("c", 4), site("d", 4, 0.05), site("e", 4), site("f", 4)});
  ASSERT_TRUE(seen.outlier);
  EXPECT_EQ(seen.labs[seen.outlier->lab].site, "d");
  EXPECT_NEAR(seen.labs[seen.outlier->lab].consistency.effect, 0.05, 0.01);
  EXPECT_GT(seen.cases[0].precision.reproducibility.variance.value(), 0.015 * 0.015);
  EXPECT_LT(reproducibility_without(seen.cases[0], seen.outlier->lab).variance.value(), 0.008 * 0.008);
  const auto pair = std::ranges::find_if(
      seen.pairs, [](const SitePair& one) { return one.first == "a" && one.second == "d"; });
  ASSERT_NE(pair, seen.pairs.end());
  EXPECT_NEAR(pair->times.bias, 0.05, 0.01);
}

TEST_F(ReproStudy, ACaseThatSomeLaunchLacksDoesNotJudgeSites) {
  const Repro seen =
      reproduce_changed({site("a", 2), site("b", 2), site("c", 2)}, [](const Settings& launch, Case& c) {
        if (c.name != "memory/case1" || launch.site != "b") return;
        c.status = Status::failed;
        c.reason = "out of memory";
        c.samples = {};
      });
  EXPECT_EQ(seen.lab_cases, 3U);
  EXPECT_THAT(seen.cases[1].left_out, ElementsAre("failed: out of memory"));
  EXPECT_EQ(seen.cases[1].launches, 4U);
}

TEST_F(ReproStudy, EqualDigestsClimbToOtherSitesAndOthersAreCounted) {
  const Repro same = reproduce_sites({site("a", 2), site("b", 2)});
  EXPECT_EQ(step(same.cases[0], Rung::restart).compared, 2U);
  EXPECT_EQ(step(same.cases[0], Rung::site).compared, 4U);
  EXPECT_EQ(step(same.cases[0], Rung::site).worst, NumericClass::identical);
  EXPECT_EQ(count_broken(same), 0U);
}

TEST_F(ReproStudy, ABrokenPromiseIsCounted) {
  const Repro seen = reproduce_changed({site("a", 2)}, [](const Settings& launch, Case& c) {
    c.facts.emplace_back("promise", "identical with one library version, architecture and stream");
    c.verification.correctness = "statistical";
    if (launch.number % 2 == 1 && c.name == "memory/case2") c.verification.digest = std::string(32, 'e');
  });
  EXPECT_EQ(count_broken(seen), 1U);
  EXPECT_TRUE(step(seen.cases[2], Rung::restart).promise_broken);
  EXPECT_EQ(step(seen.cases[2], Rung::restart).digests, 2U);
  EXPECT_FALSE(step(seen.cases[1], Rung::restart).promise_broken);
}

TEST_F(ReproStudy, AWrongOutputShowsNoTimesOfItsLaunch) {
  const Repro seen = reproduce_changed({site("a", 3)}, [](const Settings& launch, Case& c) {
    if (launch.number % 3 == 0 && c.name == "memory/case0") c.verification.correctness = "wrong";
  });
  EXPECT_TRUE(seen.cases[0].wrong);
  EXPECT_EQ(seen.cases[0].launches, 2U);
  EXPECT_EQ(count_broken(seen), 1U);
}

TEST_F(ReproStudy, AnotherKindOfDeviceIsSaidAndIsAnotherRung) {
  auto other = site("b", 2);
  for (Settings& one : other) one.cpu = "cpu two";
  const Repro seen = reproduce_sites({site("a", 2), other});
  ASSERT_THAT(seen.hardware, SizeIs(1));
  EXPECT_THAT(seen.hardware[0], HasSubstr("cpu one and cpu two"));
  EXPECT_EQ(step(seen.cases[0], Rung::site).compared, 0U);
  EXPECT_EQ(step(seen.cases[0], Rung::architecture).compared, 4U);
}

TEST_F(ReproStudy, OneSoftwareIsNotMixed) {
  auto launches = site("a", 3);
  EXPECT_THAT(reproduce_sites({launches}).mixed, IsEmpty());
}

TEST_F(ReproStudy, OtherSoftwareInOneLaunchIsNamed) {
  auto launches = site("a", 3);
  launches[1].library = "2.0";
  EXPECT_THAT(reproduce_sites({launches}).mixed, ElementsAre("a: loaded blas.version"));
}

TEST_F(ReproStudy, LaunchesOfAnotherBatchThanMostAreLeftOut) {
  const Repro seen = reproduce_changed({site("a", 4)}, [](const Settings& launch, Case& c) {
    if (launch.number % 100 == 0) c.batch = 7;  // the first of the site
  });
  EXPECT_EQ(seen.cases[0].launches, 3U);
  ASSERT_THAT(seen.cases[0].left_out, SizeIs(1));
  EXPECT_THAT(seen.cases[0].left_out[0], HasSubstr("batches of 1 and 7"));
}

TEST_F(ReproStudy, SharesOfCeilingsAgreeHoweverSlowASiteAndNotWhereACaseAloneIsSlow) {
  const auto with_ceilings = [](bool slow_alone) {
    return [slow_alone](const Settings& launch, Case& c) {
      const auto number = static_cast<std::uint64_t>(c.name.back() - '0');
      c.ceiling = "memory";
      c.sets_ceiling = number == 0;
      c.work.bytes_read = number == 0 ? 1000000 : 200000 * number;
      if (slow_alone && launch.site == "b" && number == 3)
        for (auto& sample : c.samples.values) sample *= 2;
    };
  };
  const Repro all = reproduce_changed({site("a", 2), site("b", 2, 0.3)}, with_ceilings(false));
  ASSERT_TRUE(all.pairs.at(0).shares);
  EXPECT_EQ(all.pairs[0].shares->cases, 3U);  // the ceiling itself is left out
  EXPECT_GT(all.pairs[0].shares->value, 0.99);
  EXPECT_NEAR(all.pairs[0].times.bias, 0.3, 0.01);
  for (const char* file : {"site0.h5", "site1.h5"}) std::filesystem::remove(folder_ / file);
  const Repro one = reproduce_changed({site("a", 2), site("b", 2, 0.3)}, with_ceilings(true));
  ASSERT_TRUE(one.pairs.at(0).shares);
  EXPECT_LT(one.pairs[0].shares->value, 0.8);
}

}  // namespace
}  // namespace gpubench::results
