/// Types of the elements: which sums can be checked how, and who adds those MPI has no type for.
#include <gtest/gtest.h>

#include "tests/mpi/module.hpp"

namespace gpubench {
namespace {

using test::Stage;
using test::world;

Machine machine() {
  Machine result{};
  result.ranks = world().size();
  return result;
}

Axes all_reduce_axes(const char* type, const char* op, const char* family) {
  return {{"type", type},
          {"op", op},
          {"family", family},
          {"size", "64KiB"},
          {"placement", "out_of_place"},
          {"convention", "batch"}};
}

TEST(AllReduce, FamilyRIsForTypesWhoseSumsAreRounded) {
  const Benchmark& all_reduce = test::benchmark("collectives/all_reduce");
  for (const char* type : {"f64", "s32"})
    EXPECT_TRUE(all_reduce.obstacle(all_reduce_axes(type, "sum", "R"), machine())) << type;
  for (const char* type : {"f32", "f16", "bf16"})
    EXPECT_FALSE(all_reduce.obstacle(all_reduce_axes(type, "sum", "R"), machine())) << type;
}

/// 3 n is at most 2^8 in bf16 and 2^11 in f16.
TEST(AllReduce, SumsOfFamilyEAreForAsManyRanksAsTheTypeAddsExactly) {
  const Benchmark& all_reduce = test::benchmark("collectives/all_reduce");
  const auto refused = [&](const char* type, const char* op, int ranks) {
    Machine many = machine();
    many.ranks = ranks;
    return all_reduce.obstacle(all_reduce_axes(type, op, "E"), many).has_value();
  };
  EXPECT_FALSE(refused("bf16", "sum", 85));
  EXPECT_TRUE(refused("bf16", "sum", 86));
  EXPECT_FALSE(refused("bf16", "max", 86)) << "a largest value is one of the inputs";
  EXPECT_FALSE(refused("f16", "sum", 682));
  EXPECT_TRUE(refused("f16", "sum", 683));
  EXPECT_FALSE(refused("f32", "sum", 100000));
}

TEST(AllReduce, SixteenBitSumsAreJudgedByTheirOwnRounding) {
  for (const char* type : {"f16", "bf16"}) {
    SCOPED_TRACE(type);
    Stage stage(test::benchmark("collectives/all_reduce"), all_reduce_axes(type, "sum", "R"));
    stage.trial->reset();
    stage.trial->enqueue(stage.stream);
    const Verdict right = stage.trial->verify(1);
    EXPECT_EQ(right.correctness, Correctness::statistical) << right.detail;
    if (world().size() > 2) {  // of two values the sum is exact
      EXPECT_GT(right.eta_max, 0.001) << "by the roundoff of f32 they would be far beyond 1";
    }
    const auto facts = stage.trial->facts();
    ASSERT_EQ(facts.size(), 2U);
    EXPECT_EQ(facts[1].first, "reduced_by");
    const auto received = stage.trial->footprint().back();
    for (std::size_t i = 0; i < received.size(); i += 2) received[i] = std::byte{0};  // three bits fewer
    EXPECT_EQ(stage.trial->verify(1).correctness, Correctness::wrong);
  }
}

TEST(AllGather, SixteenBitsAreMovedWithoutAnOperationOfOurOwn) {
  Stage stage(test::benchmark("collectives/all_gather"),
              {{"type", "bf16"}, {"size", "64KiB"}, {"placement", "out_of_place"}, {"convention", "batch"}});
  stage.trial->reset();
  stage.trial->enqueue(stage.stream);
  EXPECT_EQ(stage.trial->verify(1).correctness, Correctness::identical);
  EXPECT_EQ(stage.trial->facts().size(), 1U);
  const auto received = stage.trial->footprint().back();
  received[received.size() - 2] ^= std::byte{1};
  EXPECT_EQ(stage.trial->verify(1).correctness, Correctness::wrong);
}

}  // namespace
}  // namespace gpubench
