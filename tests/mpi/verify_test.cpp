#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "tests/mpi/module.hpp"
#include "tests/support/forwarding_communicator.hpp"

namespace gpubench {
namespace {

using test::benchmarks;
using test::Stage;
using test::world;

Machine machine() {
  Machine result{};
  result.ranks = world().size();
  return result;
}

std::string label(const Benchmark& benchmark, const Axes& axes) {
  return benchmark.description().name + " " + axes.to_string();
}

/// The points of quick, and for every variant of thorough two small sizes: one that no number of ranks
/// divides, and one smaller than a part for each rank.
std::vector<Axes> tried_points(const Benchmark& benchmark) {
  std::vector<Axes> points = benchmark.points(Profile::quick, machine());
  for (Axes axes : benchmark.points(Profile::thorough, machine())) {
    if (!axes.has("size") || axes.size("size") != 64_KiB) continue;
    axes.set("size", "9999B");
    points.push_back(axes);
    axes.set("size", "8B");
    points.push_back(axes);
  }
  return points;
}

bool can_run(const Benchmark& benchmark, const Axes& axes) {
  return world().size() >= benchmark.description().ranks_min && !benchmark.obstacle(axes, machine());
}

TEST(EveryBenchmark, FailsBeforeAndPassesAfterTheOperation) {
  int tried = 0;
  for (const auto& benchmark : benchmarks()) {
    for (const Axes& axes : tried_points(*benchmark)) {
      if (!can_run(*benchmark, axes)) continue;
      SCOPED_TRACE(label(*benchmark, axes));
      ++tried;
      Stage stage(*benchmark, axes);
      if (!stage.takes_part()) continue;
      stage.trial->reset();
      const Verdict before = stage.trial->verify(1);
      EXPECT_EQ(before.correctness, Correctness::wrong);
      EXPECT_FALSE(before.detail.empty());
      for (int i = 0; i < 3; ++i) stage.trial->enqueue(stage.stream);
      const Verdict after = stage.trial->verify(3);
      EXPECT_NE(after.correctness, Correctness::wrong) << after.detail;
      EXPECT_NE(after.correctness, Correctness::unchecked);
      EXPECT_EQ(after.checked, after.total);
      EXPECT_EQ(stage.trial->verify(4).correctness, Correctness::wrong) << "an operation that was not made";
      stage.trial->reset();
      EXPECT_EQ(stage.trial->verify(1).correctness, Correctness::wrong) << "after reset";
    }
  }
  EXPECT_GE(tried, 20);
}

TEST(EveryBenchmark, IsListedOnceWithPointsInEveryProfile) {
  EXPECT_EQ(benchmarks().size(), 15U);
  for (const auto& benchmark : benchmarks()) {
    SCOPED_TRACE(benchmark->description().name);
    EXPECT_EQ(benchmark->description().scope, Scope::world);
    for (const Profile profile : {Profile::quick, Profile::standard, Profile::thorough}) {
      const auto points = benchmark->points(profile, machine());
      EXPECT_FALSE(points.empty());
      for (const Axes& axes : points) {
        EXPECT_EQ(axes.values().size(), benchmark->description().axes.size());
        for (const AxisDefinition& axis : benchmark->description().axes) {
          EXPECT_EQ(canonical_value(axis, axes.text(axis.name)), axes.text(axis.name));
        }
      }
    }
  }
}

/// Flips the lowest bit of the last element of the received buffer, and says which rank did.
void corrupt_last(Trial& trial) {
  const auto received = trial.footprint().back();
  received[received.size() - 4] ^= std::byte{1};
}

TEST(EveryBenchmark, FindsOneFlippedBitOnOneRank) {
  for (const auto& benchmark : benchmarks()) {
    const Axes axes = benchmark->points(Profile::quick, machine()).back();
    if (!can_run(*benchmark, axes) || benchmark->description().name == "collectives/barrier") continue;
    SCOPED_TRACE(label(*benchmark, axes));
    Stage stage(*benchmark, axes);
    if (!stage.takes_part()) continue;
    const int size = stage.ranks().size();
    const bool rooted = benchmark->description().operation.find("on rank 0") != std::string::npos;
    const int victim = rooted ? 0 : size - 1;
    stage.trial->reset();
    stage.trial->enqueue(stage.stream);
    if (stage.ranks().rank() == victim) corrupt_last(*stage.trial);
    const Verdict verdict = stage.trial->verify(1);
    if (stage.ranks().rank() == victim) {
      EXPECT_EQ(verdict.correctness, Correctness::wrong);
      EXPECT_NE(verdict.detail.find("element " + std::to_string(verdict.worst_index)), std::string::npos)
          << verdict.detail;
    } else {
      EXPECT_EQ(verdict.correctness == Correctness::wrong, verdict.replicated) << verdict.detail;
    }
  }
}

/// What a library says of its choices is of the operations that are timed.
TEST(EveryBenchmark, IsWatchedInItsOperationsAndNotInItsChecks) {
  for (const auto& benchmark : benchmarks()) {
    const Axes axes = benchmark->points(Profile::quick, machine()).front();
    if (!can_run(*benchmark, axes)) continue;
    SCOPED_TRACE(label(*benchmark, axes));
    Stage stage(*benchmark, axes);
    if (!stage.takes_part()) continue;
    test::TallyingCommunicator ranks(stage.ranks());
    Context context = *stage.context;
    context.communicator = &ranks;
    const auto trial = benchmark->make_trial(axes, context);
    for (int round = 0; round < 2; ++round) {  // the second without what is done once only
      trial->reset();
      const int before = ranks.operations;
      ranks.watched = 0;
      trial->enqueue(stage.stream);
      const int own = ranks.operations - before;
      trial->verify(1);
      EXPECT_GT(own, 0);
      EXPECT_EQ(ranks.watched, own);
      EXPECT_GT(ranks.operations, before + own) << "checks ask the other ranks";
    }
  }
}

TEST(AllReduce, NamesTheRankThatHoldsAnotherOutput) {
  if (world().size() < 2) GTEST_SKIP() << "one rank has nobody to differ from";
  Stage stage(test::benchmark("collectives/all_reduce"), {{"type", "f32"},
                                                          {"op", "sum"},
                                                          {"size", "64KiB"},
                                                          {"placement", "out_of_place"},
                                                          {"convention", "batch"}});
  stage.trial->reset();
  stage.trial->enqueue(stage.stream);
  if (stage.ranks().rank() == 1) corrupt_last(*stage.trial);
  const Verdict verdict = stage.trial->verify(1);
  EXPECT_EQ(verdict.correctness, Correctness::wrong);
  const char* expected = stage.ranks().rank() == 1 ? "element 16383 is" : "rank 1 holds another output";
  EXPECT_NE(verdict.detail.find(expected), std::string::npos) << verdict.detail;
}

TEST(Barrier, NamesTheRankThatLeftOneOut) {
  Stage stage(test::benchmark("collectives/barrier"), {});
  const int last = world().size() - 1;
  stage.trial->reset();
  if (world().rank() == last) {
    stage.ranks().barrier(stage.stream);  // lets the others through without the trial
  } else {
    stage.trial->enqueue(stage.stream);
  }
  const Verdict verdict = stage.trial->verify(1);
  EXPECT_EQ(verdict.correctness, Correctness::wrong);
  EXPECT_EQ(verdict.detail, "rank " + std::to_string(last) + " made 0 of 1 operations");
}

TEST(Barrier, OneThatHoldsNobodyBackIsWrong) {
  if (world().size() < 2) GTEST_SKIP() << "one rank has nobody to wait for";
  Stage stage(test::benchmark("collectives/barrier"), {});
  test::HastyCommunicator hasty(stage.ranks());
  Context context = *stage.context;
  context.communicator = &hasty;
  const auto trial = test::benchmark("collectives/barrier").make_trial({}, context);
  double found = 0;
  for (int i = 0; i < 4 * world().size(); ++i) {
    trial->reset();
    trial->enqueue(stage.stream);
    const Verdict verdict = trial->verify(1);
    std::array<double, 1> wrong{verdict.correctness == Correctness::wrong ? 1.0 : 0.0};
    world().all_reduce_sum(wrong);
    EXPECT_LT(wrong[0], world().size()) << "the late rank itself waits for nobody";
    found += wrong[0];
    if (verdict.correctness == Correctness::wrong) {
      EXPECT_EQ(verdict.detail.find("the barrier was left before rank "), 0U) << verdict.detail;
    }
  }
  EXPECT_GT(found, 0) << "other load may hide one try, not all";
}

TEST(Collectives, MessageIsWhatMoves) {
  const Machine here = machine();
  const auto n = static_cast<std::uint64_t>(here.ranks);
  const Benchmark& gather = test::benchmark("collectives/all_gather");
  Axes axes{{"type", "f32"}, {"size", "9999B"}, {"placement", "out_of_place"}, {"convention", "batch"}};
  EXPECT_EQ(gather.work(axes, here).message, n * Bytes{9999 / (4 * n) * 4});
  EXPECT_DOUBLE_EQ(gather.work(axes, here).bus_factor, static_cast<double>(n - 1) / static_cast<double>(n));
  axes.set("convention", "osu");  // one rank's part, so that n - 1 of them cross a rank's link
  EXPECT_EQ(gather.work(axes, here).message, Bytes{9996});
  EXPECT_DOUBLE_EQ(gather.work(axes, here).bus_factor, static_cast<double>(n - 1));
  EXPECT_TRUE(gather.barrier_between(axes));
  EXPECT_EQ(gather.across_ranks(axes), AcrossRanks::mean);
}

TEST(AllReduce, RoundedSumsAreJudgedByWhatRoundingExplains) {
  Stage stage(test::benchmark("collectives/all_reduce"), {{"type", "f32"},
                                                          {"op", "sum"},
                                                          {"family", "R"},
                                                          {"size", "64KiB"},
                                                          {"placement", "out_of_place"},
                                                          {"convention", "batch"}});
  stage.trial->reset();
  stage.trial->enqueue(stage.stream);
  const Verdict right = stage.trial->verify(1);
  EXPECT_EQ(right.correctness, Correctness::statistical) << right.detail;
  EXPECT_EQ(right.family, "R");
  EXPECT_LE(right.eta_max, 1);
  EXPECT_TRUE(right.digest);
  const auto received = stage.trial->footprint().back();
  for (std::size_t i = 0; i < received.size(); i += 4)
    received[i] = received[i + 1] = std::byte{0};  // as if bf16
  EXPECT_EQ(stage.trial->verify(1).correctness, Correctness::wrong) << "the same on every rank";
}

TEST(AllReduce, SumInPlaceIsRefusedWithAReason) {
  const Axes axes{
      {"type", "f32"}, {"op", "sum"}, {"size", "64KiB"}, {"placement", "in_place"}, {"convention", "batch"}};
  EXPECT_TRUE(test::benchmark("collectives/all_reduce").obstacle(axes, machine()));
}

}  // namespace
}  // namespace gpubench
