#include "results/reference/reference.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <functional>

#include "results/error.hpp"
#include "tests/results/examples.hpp"
#include "tests/support/synthetic.hpp"

namespace gpubench::results {
namespace {

using synthetic::Settings;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

using Change = std::function<void(const Settings&, Case&)>;

/// Exactly that long on every participant.
void take(Case& c, std::int64_t nanoseconds) {
  std::fill(c.samples.values.begin(), c.samples.values.end(), nanoseconds);
}

class ReferenceShares : public testing::Test {
 protected:
  /// A run of launches by synthetic::side beside one launch; each case takes 1 ms unless changed.
  Reference refer_changed(const Change& run, const Change& reference, std::size_t launches = 1) {
    write("run.h5", synthetic::side("A", launches, false), run);
    write("reference.h5", synthetic::side("B", 1, false), reference);
    return refer(open_side({folder_ / "run.h5"}), open_side({folder_ / "reference.h5"}));
  }
  void write(const std::string& name, const std::vector<Settings>& launches, const Change& change) {
    synthetic::write(folder_ / name, launches, [&](const Settings& launch, Case& c) {
      take(c, 1'000'000);
      change(launch, c);
    });
  }
  examples::Folder folder_;
};

void unchanged(const Settings&, Case&) {}

TEST_F(ReferenceShares, EqualIsOneAndTwiceAsFastIsTwo) {
  const Reference seen = refer_changed(
      [](const Settings&, Case& c) {
        if (c.name == "memory/case1") take(c, 500'000);
      },
      unchanged);
  ASSERT_THAT(seen.rows, SizeIs(2));
  EXPECT_EQ(seen.rows[0].key.name, "memory/case0");
  EXPECT_DOUBLE_EQ(seen.rows[0].share.value(), 1);
  EXPECT_DOUBLE_EQ(seen.rows[1].share.value(), 2);
  EXPECT_DOUBLE_EQ(seen.rows[1].run.time.value(), 0.0005);
  EXPECT_DOUBLE_EQ(seen.rows[1].reference.time.value(), 0.001);
  EXPECT_EQ(seen.rows[1].run.rate_unit, "GB/s");
  EXPECT_DOUBLE_EQ(seen.rows[1].run.rate.value() / seen.rows[1].reference.rate.value(), 2);
  EXPECT_THAT(seen.rows[1].remark, IsEmpty());
}

TEST_F(ReferenceShares, WhereThereIsNoRateTimesAreDividedTheOtherWayRound) {
  const auto latency = [](std::int64_t nanoseconds) {
    return [nanoseconds](const Settings&, Case& c) {
      c.metric = "latency";
      take(c, nanoseconds);
    };
  };
  const Reference seen = refer_changed(latency(4'000'000), latency(1'000'000));
  EXPECT_DOUBLE_EQ(seen.rows[0].share.value(), 0.25);
  EXPECT_FALSE(seen.rows[0].run.rate);
}

TEST_F(ReferenceShares, WhereMoreIsBetterALongerTimeIsMore) {
  const auto higher = [](std::int64_t nanoseconds) {
    return [nanoseconds](const Settings&, Case& c) {
      c.better = "higher";
      take(c, nanoseconds);
    };
  };
  EXPECT_DOUBLE_EQ(refer_changed(higher(3'000'000), higher(1'000'000)).rows[0].share.value(), 3);
}

TEST_F(ReferenceShares, OfSeveralLaunchesTheMedianStands) {
  const Reference seen = refer_changed(
      [](const Settings& launch, Case& c) {
        take(c, launch.number == 0 ? 9'000'000 : launch.number == 2 ? 2'000'000 : 1'000'000);
      },
      unchanged, 3);
  EXPECT_DOUBLE_EQ(seen.rows[0].run.time.value(), 0.002);
  EXPECT_DOUBLE_EQ(seen.rows[0].share.value(), 0.5);
  EXPECT_EQ(seen.rows[0].run.launches, 3U);
}

TEST_F(ReferenceShares, AWrongOutputHasNeitherShareNorRate) {
  const Change wrong = [](const Settings& launch, Case& c) {
    if (c.name != "memory/case0" || launch.number > 1) return;
    c.verification.correctness = "wrong";
    c.verification.detail = "element 3";
  };
  // In the run even where its other launch was right.
  const Reference run = refer_changed(wrong, unchanged, 2);
  EXPECT_TRUE(run.rows[0].wrong);
  EXPECT_FALSE(run.rows[0].share || run.rows[0].run.rate);
  EXPECT_THAT(run.rows[0].remark, HasSubstr("wrong in this run"));
  EXPECT_FALSE(run.rows[1].wrong);
  ASSERT_THAT(run.groups, SizeIs(1));
  EXPECT_EQ(run.groups[0].cases, 1U) << "a wrong case counts in its group's mean";
}

TEST_F(ReferenceShares, AWrongReferenceHasNoShareEither) {
  const Reference seen =
      refer_changed(unchanged, [](const Settings&, Case& c) { c.verification.correctness = "wrong"; });
  EXPECT_FALSE(seen.rows[0].share);
  EXPECT_THAT(seen.rows[0].remark, HasSubstr("wrong in the reference"));
  EXPECT_THAT(seen.groups, IsEmpty());
}

TEST_F(ReferenceShares, AnotherAmountOfWorkHasNoShareAndAnotherBatchHasOne) {
  const Reference work = refer_changed([](const Settings&, Case& c) { c.work.bytes_read *= 2; }, unchanged);
  EXPECT_FALSE(work.rows[0].share);
  EXPECT_THAT(work.rows[0].remark, HasSubstr("another amount of work"));
  const auto batch = [](const Settings&, Case& c) {
    c.batch = 2;
    take(c, 2'000'000);
  };
  std::filesystem::remove(folder_ / "run.h5");
  std::filesystem::remove(folder_ / "reference.h5");
  EXPECT_DOUBLE_EQ(refer_changed(batch, unchanged).rows[0].share.value(), 1);
}

TEST_F(ReferenceShares, OfAnotherNumberOfDevicesTheTimeOfOneIsShared) {
  auto few = synthetic::side("A", 1, false);
  few[0].ranks = 2;
  write("run.h5", few, [](const Settings&, Case& c) { take(c, 2'000'000); });
  write("reference.h5", synthetic::side("B", 1, false), unchanged);
  const Reference seen = refer(open_side({folder_ / "run.h5"}), open_side({folder_ / "reference.h5"}));
  EXPECT_DOUBLE_EQ(seen.rows[0].share.value(), 0.5);
  EXPECT_THAT(seen.rows[0].remark, HasSubstr("of the time: 2 and 8 participants"));
}

TEST_F(ReferenceShares, ACollectiveOfAnotherNumberOfRanksHasNoShare) {
  const Change collective = [](const Settings&, Case& c) { c.across_ranks = "max"; };
  auto few = synthetic::side("A", 1, false);
  few[0].ranks = 2;
  write("run.h5", few, collective);
  write("reference.h5", synthetic::side("B", 1, false), collective);
  const Reference seen = refer(open_side({folder_ / "run.h5"}), open_side({folder_ / "reference.h5"}));
  EXPECT_FALSE(seen.rows[0].share);
  EXPECT_THAT(seen.rows[0].remark, HasSubstr("8 and 2 ranks"));
}

TEST_F(ReferenceShares, AGroupHasTheGeometricMean) {
  const Reference seen = refer_changed(
      [](const Settings&, Case& c) { take(c, c.name == "memory/case0" ? 500'000 : 8'000'000); }, unchanged);
  ASSERT_THAT(seen.groups, SizeIs(1));
  EXPECT_EQ(seen.groups[0].group, "memory");
  EXPECT_EQ(seen.groups[0].cases, 2U);
  EXPECT_DOUBLE_EQ(seen.groups[0].share, std::sqrt(2 * 0.125));
}

TEST_F(ReferenceShares, CasesOfOneSideAloneAreCountedAndHaveNoRow) {
  const Reference seen = refer_changed(
      [](const Settings&, Case& c) {
        if (c.name == "memory/case0") c.name = "memory/own";
      },
      unchanged);
  EXPECT_THAT(seen.rows, SizeIs(1));
  EXPECT_EQ(seen.run_only, 1U);
  EXPECT_EQ(seen.reference_only, 1U);
}

TEST_F(ReferenceShares, AFailedCaseIsTheReferencesAlone) {
  const Reference seen = refer_changed(
      [](const Settings&, Case& c) {
        if (c.name != "memory/case0") return;
        c.status = Status::failed;
        c.reason = "out of memory";
        c.samples = {};
      },
      unchanged);
  EXPECT_THAT(seen.rows, SizeIs(1));
  EXPECT_EQ(seen.run_only, 0U);
  EXPECT_EQ(seen.reference_only, 1U);
}

TEST_F(ReferenceShares, WhereManySamplesAreNoFiguresThereIsNoShare) {
  const auto dropped = [](std::size_t count) {
    return [count](const Settings&, Case& c) {
      c.samples = {1, 200, std::vector<std::int64_t>(200, 1'000'000)};
      std::fill_n(c.samples.values.begin(), count, 0);
      c.participants = {0};
    };
  };
  EXPECT_THAT(refer_changed(dropped(3), dropped(0)).rows[0].remark, HasSubstr("no figures in this run"));
  std::filesystem::remove(folder_ / "run.h5");
  std::filesystem::remove(folder_ / "reference.h5");
  EXPECT_TRUE(refer_changed(dropped(2), dropped(0)).rows[0].share);
}

TEST_F(ReferenceShares, NoCaseInCommonIsRefused) {
  const auto other = [](const Settings&, Case& c) { c.backend = "cuda"; };
  EXPECT_THAT([&] { refer_changed(other, unchanged); },
              testing::ThrowsMessage<DataError>(HasSubstr("no case in common")));
}

TEST_F(ReferenceShares, TheHardwareOfBothIsNamed) {
  auto other = synthetic::side("B", 1, false);
  other[0].cpu = "cpu two";
  write("run.h5", synthetic::side("A", 1, false), unchanged);
  write("reference.h5", other, unchanged);
  const Reference seen = refer(open_side({folder_ / "run.h5"}), open_side({folder_ / "reference.h5"}));
  EXPECT_EQ(seen.hardware_run, "cpu one");
  EXPECT_EQ(seen.hardware_reference, "cpu two");
}

}  // namespace
}  // namespace gpubench::results
