#include "harness/plan.hpp"

#include <gmock/gmock.h>

#include <set>

#include "harness/record.hpp"
#include "results/error.hpp"
#include "tests/harness/fake_benchmark.hpp"

namespace gpubench {
namespace {

using results::UsageError;
using test::FakeBenchmark;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;
using testing::UnorderedElementsAre;

std::vector<std::unique_ptr<Benchmark>> two_benchmarks() {
  std::vector<std::unique_ptr<Benchmark>> own;
  own.push_back(std::make_unique<FakeBenchmark>("memory/triad"));
  auto gemm = std::make_unique<FakeBenchmark>(
      "libraries/gemm", std::vector{test::type_axis({"f64", "bf16"}), test::size_axis("m")});
  gemm->points_ = {{{"type", "f64"}, {"m", "256B"}}};
  own.push_back(std::move(gemm));
  return own;
}

std::vector<std::unique_ptr<Benchmark>> only(std::unique_ptr<FakeBenchmark> benchmark) {
  std::vector<std::unique_ptr<Benchmark>> own;
  own.push_back(std::move(benchmark));
  return own;
}

RunOptions selecting(std::vector<std::string> selectors, std::vector<AxisSetting> settings = {}) {
  RunOptions options;
  options.selectors = std::move(selectors);
  options.settings = std::move(settings);
  return options;
}

std::vector<std::string> texts(const Plan& plan) {
  std::vector<std::string> texts;
  for (const PlannedCase& c : plan.cases) texts.push_back(c.description.name + " " + c.axes.to_string());
  return texts;
}

Plan plan_of(const RunOptions& options, std::uint64_t seed = 1) {
  Catalogue catalogue(two_benchmarks(), {});
  return make_plan(catalogue, options, test::machine(), seed);
}

TEST(Plan, WithoutSelectorsHoldsEveryPoint) {
  EXPECT_THAT(texts(plan_of({})),
              UnorderedElementsAre("memory/triad type=f64 size=1MiB", "memory/triad type=f64 size=4MiB",
                                   "memory/triad type=f32 size=1MiB", "libraries/gemm type=f64 m=256B"));
}

TEST(Plan, AProfileHoldsItsOwnPoints) {
  RunOptions options = selecting({"triad"});
  options.profile = Profile::quick;
  EXPECT_THAT(texts(plan_of(options)), ElementsAre("memory/triad type=f64 size=1MiB"));
}

TEST(Plan, SettingReplacesTheValueInEveryPointAndKeepsEachPointOnce) {
  EXPECT_THAT(texts(plan_of(selecting({"triad"}, {{"size", {"64KiB"}}}))),
              UnorderedElementsAre("memory/triad type=f64 size=64KiB", "memory/triad type=f32 size=64KiB"));
}

TEST(Plan, SettingsAreMadeCanonicalAndMultiplied) {
  const auto plan = plan_of(selecting({"triad"}, {{"size", {"65536", "64K", "2MiB"}}, {"type", {"f64"}}}));
  EXPECT_THAT(texts(plan),
              UnorderedElementsAre("memory/triad type=f64 size=64KiB", "memory/triad type=f64 size=2MiB"));
}

TEST(Plan, ASettingAppliesOnlyToThoseThatHaveTheAxis) {
  const auto plan = plan_of(selecting({}, {{"m", {"1KiB"}}}));
  EXPECT_EQ(plan.cases.size(), 4u);
  EXPECT_THAT(texts(plan), testing::Contains("libraries/gemm type=f64 m=1KiB"));
}

TEST(Plan, AValueOnlyAnotherBenchmarkAcceptsIsSkippedWithTheReason) {
  const auto plan = plan_of(selecting({}, {{"type", {"bf16"}}}));
  std::set<std::string> measured, skipped;
  for (const auto& c : plan.cases) (c.skip_reason.empty() ? measured : skipped).insert(c.description.name);
  EXPECT_THAT(measured, ElementsAre("libraries/gemm"));
  EXPECT_THAT(skipped, ElementsAre("memory/triad"));
  EXPECT_THAT(plan.cases.back().skip_reason, HasSubstr("type=bf16"));
}

TEST(Plan, AnUnknownSelectorOffersTheNearest) {
  EXPECT_THAT(
      [] { plan_of(selecting({"memory/traid"})); },
      ThrowsMessage<UsageError>(AllOf(HasSubstr("memory/traid"), HasSubstr("did you mean memory/triad?"))));
}

TEST(Plan, OneGoodSelectorDoesNotExcuseABadOne) {
  EXPECT_THROW(plan_of(selecting({"triad", "nothing/here"})), UsageError);
}

TEST(Plan, AnUnknownAxisNamesTheNearest) {
  EXPECT_THAT(
      [] {
        plan_of(selecting({}, {{"sise", {"1KiB"}}}));
      },
      ThrowsMessage<UsageError>(AllOf(HasSubstr("sise"), HasSubstr("size"))));
}

TEST(Plan, AnAxisOfABenchmarkThatIsNotSelectedIsUnknown) {
  EXPECT_THROW(plan_of(selecting({"triad"}, {{"m", {"1KiB"}}})), UsageError);
}

TEST(Plan, AnUnknownValueNamesWhatIsAccepted) {
  EXPECT_THAT(
      [] {
        plan_of(selecting({"triad"}, {{"type", {"f46"}}}));
      },
      ThrowsMessage<UsageError>(AllOf(HasSubstr("f46"), HasSubstr("f64"))));
}

TEST(Plan, AnUnknownBackendNamesTheKnown) {
  RunOptions options;
  options.backends = {"cuda"};
  EXPECT_THAT([&] { plan_of(options); },
              ThrowsMessage<UsageError>(AllOf(HasSubstr("cuda"), HasSubstr("host"))));
}

TEST(Plan, ASelectionOfNothingIsAnError) {
  auto own = two_benchmarks();
  static_cast<FakeBenchmark&>(*own[1]).description_.backend = "cuda";
  Catalogue catalogue(std::move(own), {});
  RunOptions options = selecting({"triad"});
  options.backends = {"cuda"};
  EXPECT_THROW(make_plan(catalogue, options, test::machine(), 1), UsageError);
  options.selectors = {"gemm"};
  EXPECT_EQ(make_plan(catalogue, options, test::machine(), 1).cases.size(), 1u);
}

TEST(Plan, TooFewRanksAreAReason) {
  auto benchmark = std::make_unique<FakeBenchmark>("point_to_point/latency");
  benchmark->description_.ranks_min = 2;
  Catalogue catalogue(only(std::move(benchmark)), {});
  EXPECT_THAT(make_plan(catalogue, {}, test::machine(1), 1).cases[0].skip_reason, HasSubstr("needs 2 ranks"));
  EXPECT_EQ(make_plan(catalogue, {}, test::machine(2), 1).cases[0].skip_reason, "");
}

TEST(Plan, TooLittleMemoryIsAReasonWithBothFigures) {
  auto benchmark = std::make_unique<FakeBenchmark>("memory/triad");
  benchmark->memory_ = 3_GiB;
  Catalogue catalogue(only(std::move(benchmark)), {});
  EXPECT_THAT(make_plan(catalogue, {}, test::machine(1, 2_GiB), 1).cases[0].skip_reason,
              AllOf(HasSubstr("3 GiB"), HasSubstr("2 GiB")));
  EXPECT_EQ(make_plan(catalogue, {}, test::machine(1, 3_GiB), 1).cases[0].skip_reason, "");
}

TEST(Plan, AnObstacleSkipsItsPointsOnlyAndTheyComeLast) {
  auto benchmark = std::make_unique<FakeBenchmark>("memory/triad");
  benchmark->obstacle_ = "needs AVX-512";
  Catalogue catalogue(only(std::move(benchmark)), {});
  const auto plan = make_plan(catalogue, {}, test::machine(), 1);
  ASSERT_EQ(plan.cases.size(), 3u);
  EXPECT_EQ(plan.cases[0].skip_reason, "");
  EXPECT_EQ(plan.cases[1].skip_reason, "");
  EXPECT_EQ(plan.cases[2].skip_reason, "needs AVX-512");
}

TEST(Plan, ABenchmarkThatThrowsLosesOnlyItself) {
  auto own = two_benchmarks();
  static_cast<FakeBenchmark&>(*own[1]).throws_ = true;
  Catalogue catalogue(std::move(own), {});
  const auto plan = make_plan(catalogue, {}, test::machine(), 1);
  ASSERT_EQ(plan.cases.size(), 4u);
  EXPECT_EQ(plan.cases[3].skip_reason, "planted: no answer");
}

TEST(Plan, WorkThatThrowsLosesItsPointsOnlyAndIsNotAskedAgain) {
  auto own = two_benchmarks();
  static_cast<FakeBenchmark&>(*own[1]).work_throws_ = true;
  Catalogue catalogue(std::move(own), {});
  const auto plan = make_plan(catalogue, {}, test::machine(), 1);
  ASSERT_EQ(plan.cases.size(), 4u);
  EXPECT_EQ(plan.cases[3].skip_reason, "planted: no work");
  EXPECT_EQ(make_frame(plan.cases[3], 3).reason, "planted: no work");
}

TEST(Plan, PointsThatThrowLeaveOneSkippedCase) {
  auto own = two_benchmarks();
  static_cast<FakeBenchmark&>(*own[0]).points_throw_ = true;
  Catalogue catalogue(std::move(own), {});
  const auto plan = make_plan(catalogue, {}, test::machine(), 1);
  ASSERT_EQ(plan.cases.size(), 2u);
  EXPECT_EQ(plan.cases[1].description.name, "memory/triad");
  EXPECT_EQ(plan.cases[1].skip_reason, "planted: no points");
}

TEST(Plan, WorkIsThatOfTheScopesThreads) {
  Machine machine = test::machine(8);
  machine.threads = 4;
  machine.threads_per_rank = 1;
  for (const Scope scope : {Scope::device, Scope::world}) {
    auto benchmark = std::make_unique<FakeBenchmark>("memory/triad");
    benchmark->description_.scope = scope;
    Catalogue catalogue(only(std::move(benchmark)), {});
    EXPECT_EQ(make_plan(catalogue, {}, machine, 1).cases[0].work.flop.count, scope == Scope::device ? 4 : 1);
  }
}

TEST(Plan, TheSeedFixesTheOrder) {
  EXPECT_EQ(plan_digest(plan_of({}, 3)), plan_digest(plan_of({}, 3)));
  std::set<std::string> digests;
  for (std::uint64_t seed = 0; seed < 20; ++seed) digests.insert(plan_digest(plan_of({}, seed)));
  EXPECT_GT(digests.size(), 5u);  // of 24 orders
}

TEST(Plan, DigestSeesAxesBatchesAndSkips) {
  const Plan plan = plan_of({});
  Plan other = plan;
  other.cases[0].batch *= 2;
  EXPECT_NE(plan_digest(plan), plan_digest(other));
  other = plan;
  other.cases[0].batch_given = true;  // one rank would raise it alone
  EXPECT_NE(plan_digest(plan), plan_digest(other));
  other = plan;
  other.cases[0].axes.set("type", "s8");
  EXPECT_NE(plan_digest(plan), plan_digest(other));
  other = plan;
  other.cases[0].skip_reason = "no memory";
  EXPECT_NE(plan_digest(plan), plan_digest(other));
}

TEST(PlanBatch, IsThePowerOfTwoNearestToAHundredMicroseconds) {
  FakeBenchmark benchmark("memory/triad");
  const Axes axes{{"type", "f64"}};
  const auto batch = [&](double nominal) {
    benchmark.nominal_ = Seconds(nominal);
    return plan_batch(benchmark, axes, test::machine());
  };
  EXPECT_EQ(batch(1e-6), 128u);
  EXPECT_EQ(batch(100e-6), 1u);
  EXPECT_EQ(batch(60e-6), 2u);
  EXPECT_EQ(batch(80e-6), 1u);
  EXPECT_EQ(batch(1), 1u);
  EXPECT_EQ(batch(1e-30), 1u << 20);
  EXPECT_EQ(batch(0), 1u);
}

TEST(PlanBatch, AStudysFirstLaunchGivesIt) {
  RunOptions options;
  options.batches = {{"host memory/triad type:f64 size:1MiB", 512}, {"host memory/triad", 7}};
  const Plan plan = plan_of(options);
  for (const PlannedCase& c : plan.cases) {
    const bool given = c.description.name == "memory/triad" && c.axes.to_string() == "type=f64 size=1MiB";
    EXPECT_EQ(c.batch_given, given) << c.axes.to_string();
    EXPECT_EQ(c.batch == 512, given) << c.axes.to_string();
  }
  EXPECT_NE(plan_digest(plan), plan_digest(plan_of({})));
}

TEST(PlanBatch, ColdIsOneAndSaysSo) {
  auto benchmark = std::make_unique<FakeBenchmark>("memory/triad", std::vector{test::cache_axis()});
  benchmark->points_ = {{{"cache", "cold"}}, {{"cache", "hot"}}};
  Catalogue catalogue(only(std::move(benchmark)), {});
  for (const PlannedCase& c : make_plan(catalogue, {}, test::machine(), 1).cases) {
    EXPECT_EQ(c.cold, c.axes.text("cache") == "cold");
    EXPECT_EQ(c.batch, c.cold ? 1u : 128u);
  }
}

TEST(PlanBuffers, ColdHasTwoSetsWhereTwoFitAndCountsBoth) {
  const auto planned = [](const char* cache, Bytes available) {
    auto benchmark = std::make_unique<FakeBenchmark>("memory/triad", std::vector{test::cache_axis()});
    benchmark->points_ = {{{"cache", cache}}};
    Catalogue catalogue(only(std::move(benchmark)), {});
    return make_plan(catalogue, {}, test::machine(1, available), 1).cases.front();
  };
  EXPECT_EQ(planned("cold", 2_MiB).buffer_sets, 2);
  EXPECT_EQ(planned("cold", 2_MiB).memory, 2_MiB);
  EXPECT_EQ(planned("cold", Bytes{(2_MiB).count - 1}).buffer_sets, 1);
  EXPECT_EQ(planned("cold", Bytes{(2_MiB).count - 1}).memory, 1_MiB);
  EXPECT_EQ(planned("hot", 8_GiB).buffer_sets, 1);
  EXPECT_EQ(planned("hot", 8_GiB).memory, 1_MiB);
}

}  // namespace
}  // namespace gpubench
