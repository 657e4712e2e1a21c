#include "tests/support/simt/words.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

#include "tests/support/simt/simt.hpp"
// After the words it is written in.
#include "tests/simt/kernels.hpp"

namespace gpubench::simt {
namespace {

/// What each of 32 lanes is given, lane i coming with 100 + i.
template <class Word>
std::vector<int> given_to_lanes(Order order, Word word) {
  std::vector<int> given(32);
  launch(1, 32, 0, order, [&] { given[threadIdx.x] = word(100 + static_cast<int>(threadIdx.x)); });
  return given;
}

TEST(Words, ShufflesReadTheLaneTheyName) {
  for (const Order order : orders()) {
    const auto from_3 = given_to_lanes(order, [](int value) { return __shfl_sync(~0U, value, 3); });
    const auto down = given_to_lanes(order, [](int value) { return __shfl_down_sync(~0U, value, 16); });
    const auto up = given_to_lanes(order, [](int value) { return __shfl_up_sync(~0U, value, 1); });
    const auto crossed = given_to_lanes(order, [](int value) { return __shfl_xor_sync(~0U, value, 5); });
    const auto groups = given_to_lanes(order, [](int value) { return __shfl_sync(~0U, value, 9, 8); });
    const auto groups_down =
        given_to_lanes(order, [](int value) { return __shfl_down_sync(~0U, value, 2, 4); });
    for (int i = 0; i < 32; ++i) {
      const auto lane = static_cast<unsigned>(i);
      EXPECT_EQ(from_3[lane], 103);
      EXPECT_EQ(down[lane], i < 16 ? 116 + i : 100 + i);
      EXPECT_EQ(up[lane], i > 0 ? 99 + i : 100);
      EXPECT_EQ(crossed[lane], 100 + (i ^ 5));
      EXPECT_EQ(groups[lane], 100 + i / 8 * 8 + 1);
      EXPECT_EQ(groups_down[lane], i % 4 < 2 ? 102 + i : 100 + i);
    }
  }
}

TEST(Words, ShufflesOfDoublesSumAWarp) {
  for (const Order order : orders()) {
    std::vector<double> values(64), sums(2);
    std::iota(values.begin(), values.end(), 0.0);
    launch(1, 64, 0, order, [&] { sum_by_shuffles(values.data(), sums.data()); });
    EXPECT_EQ(sums, (std::vector<double>{496, 1520}));
  }
}

TEST(Words, ALaneThatDoesNotComeGivesGarbage) {
  std::vector<int> given(32, 0);
  launch(1, 32, 0, Order::ascending(), [&] {
    if (threadIdx.x < 8) given[threadIdx.x] = __shfl_sync(0xFFU, 1, 20);
  });
  EXPECT_EQ(given[0], -1);
  EXPECT_EQ(given[8], 0);
}

TEST(Words, HalvesOfAWarpGoTheirOwnWays) {
  for (const Order order : orders()) {
    const auto given = given_to_lanes(order, [](int value) {
      const bool low = threadIdx.x < 16;
      for (int i = 0; i < (low ? 3 : 1); ++i) value = __shfl_xor_sync(low ? 0xFFFFU : 0xFFFF0000U, value, 1);
      return value;
    });
    for (int i = 0; i < 32; ++i) EXPECT_EQ(given[static_cast<unsigned>(i)], 100 + (i ^ 1));
  }
}

TEST(Words, VotesCountTheLanesThatCome) {
  for (const Order order : orders()) {
    std::vector<std::uint32_t> votes(40);
    launch(1, 40, 0, order, [&] {  // the second warp holds 8 threads
      votes[threadIdx.x] = __ballot_sync(~0U, threadIdx.x % 2);
      EXPECT_TRUE(__any_sync(~0U, threadIdx.x == 33 || threadIdx.x == 5));
      EXPECT_FALSE(__any_sync(~0U, threadIdx.x == 99));
      EXPECT_TRUE(__all_sync(~0U, threadIdx.x < 40));
      EXPECT_FALSE(__all_sync(~0U, threadIdx.x % 32 != 7));
    });
    EXPECT_EQ(votes[0], 0xAAAAAAAAU);
    EXPECT_EQ(votes[39], 0xAAU);
  }
}

TEST(Words, AWarpsBarrierOrdersSharedMemory) {
  for (const Order order : orders()) {
    std::vector<int> values(32), out(32);
    std::iota(values.begin(), values.end(), 0);
    launch(1, 32, 0, order, [&] { pass_on_in_warp(values.data(), out.data()); });
    for (unsigned i = 0; i < 32; ++i) EXPECT_EQ(out[i], static_cast<int>((i + 1) % 32 + 2));
  }
}

TEST(Words, AtomicsLoseNothing) {
  for (const Order order : orders()) {
    unsigned sum = 0, maximum = 0, minimum = 1000, parity = 0, claimed = 0, last = 0;
    double wide = 0;
    launch(3, 70, 0, order, [&] {
      const unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
      atomicAdd(&sum, i);
      atomicAdd(&wide, 0.5);
      atomicMax(&maximum, i);
      atomicMin(&minimum, i + 3);
      atomicXor(&parity, i);
      if (atomicCAS(&claimed, 0U, 1U) == 0) atomicExch(&last, i + 1);
    });
    EXPECT_EQ(sum, 209U * 105);
    EXPECT_EQ(wide, 105.0);
    EXPECT_EQ(maximum, 209U);
    EXPECT_EQ(minimum, 3U);
    EXPECT_EQ(parity, 1U);  // of 0 .. 209
    EXPECT_NE(last, 0U);
  }
}

}  // namespace
}  // namespace gpubench::simt
