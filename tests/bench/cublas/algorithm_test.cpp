#include "bench/cublas/algorithm.hpp"

#include <gtest/gtest.h>

namespace gpubench {
namespace {

TEST(MatmulAlgorithm, OnlySplitSumsInPlaceDoNotPromiseIdenticalRepeats) {
  EXPECT_TRUE(promises_identical_repeats({.split_k = 1, .reduction = 1}));
  EXPECT_TRUE(promises_identical_repeats({.split_k = 4, .reduction = 2}));
  EXPECT_TRUE(promises_identical_repeats({.split_k = 4, .reduction = 4}));
  EXPECT_FALSE(promises_identical_repeats({.split_k = 4, .reduction = 1}));
}

TEST(MatmulAlgorithm, WhatTheLibraryDoesNotTellIsUnknownAndNotPromised) {
  EXPECT_TRUE(promises_identical_repeats({.split_k = 1}));
  EXPECT_TRUE(promises_identical_repeats({.reduction = 2}));
  EXPECT_FALSE(promises_identical_repeats({.split_k = 4}));
  EXPECT_FALSE(promises_identical_repeats({.reduction = 1}));
  EXPECT_FALSE(promises_identical_repeats({}));
  EXPECT_EQ(algorithm_facts({.id = 3, .split_k = 0, .reduction = 0})[0].second,
            "id 3 tile unknown stages unknown split_k 0 reduction 0 swizzling unknown custom unknown "
            "inner_shape unknown cluster_shape unknown");
}

TEST(MatmulAlgorithm, FactsNameEveryNumberByItsOwnName) {
  const auto facts = algorithm_facts({.id = 66,
                                      .tile = 20,
                                      .stages = 36,
                                      .split_k = 2,
                                      .reduction = 4,
                                      .swizzling = 1,
                                      .custom = 5,
                                      .inner_shape = 7,
                                      .cluster_shape = 3,
                                      .workspace = 4096});
  ASSERT_EQ(facts.size(), 3U);
  EXPECT_EQ(
      facts[0].second,
      "id 66 tile 20 stages 36 split_k 2 reduction 4 swizzling 1 custom 5 inner_shape 7 cluster_shape 3");
  EXPECT_EQ(facts[1].second, "4096 B");
}

}  // namespace
}  // namespace gpubench
