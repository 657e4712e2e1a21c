#include "tests/support/simt/launch.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <stdexcept>
#include <tuple>
#include <vector>

#include "tests/support/simt/simt.hpp"
// After the words it is written in.
#include "tests/simt/kernels.hpp"

namespace gpubench::simt {
namespace {

TEST(Launch, EveryThreadOfEveryBlockRunsOnceWithItsOwnIndex) {
  for (const Order order : orders()) {
    std::vector<int> runs(2 * 3 * 2 * 4 * 3 * 2);
    launch(dim3(2, 3, 2), dim3(4, 3, 2), 0, order, [&] {
      const unsigned block_index = (blockIdx.z * gridDim.y + blockIdx.y) * gridDim.x + blockIdx.x;
      const unsigned thread = (threadIdx.z * blockDim.y + threadIdx.y) * blockDim.x + threadIdx.x;
      ++runs[block_index * 24 + thread];
    });
    EXPECT_EQ(runs, std::vector<int>(runs.size(), 1));
  }
}

TEST(Launch, TheOrderIsTheOneAskedFor) {
  std::vector<unsigned> came(8);
  unsigned count = 0;
  const auto note = [&] { came[atomicAdd(&count, 1U)] = blockIdx.x * 2 + threadIdx.x; };
  launch(2, 2, 0, Order::ascending(), note);
  launch(2, 2, 0, Order::reversed(), note);
  EXPECT_EQ(came, (std::vector<unsigned>{0, 1, 2, 3, 3, 2, 1, 0}));
  EXPECT_NE(Order::shuffled(1).of(64), Order::shuffled(2).of(64));
  EXPECT_EQ(Order::shuffled(1).of(64), Order::shuffled(1).of(64));
}

TEST(Launch, ABarrierSumsATree) {
  for (const Order order : orders()) {
    std::vector<float> values(512), sums(2);
    std::iota(values.begin(), values.end(), 0.0F);
    launch(2, 256, 0, order, [&] { sum_by_tree(values.data(), sums.data()); });
    EXPECT_EQ(sums, (std::vector<float>{255 * 128, 255 * 128 + 65536}));
  }
}

TEST(Launch, DynamicSharedMemoryIsAsLargeAsAskedFor) {
  for (const Order order : orders()) {
    std::vector<int> values(100), out(100);
    std::iota(values.begin(), values.end(), 0);
    launch(1, 100, 100 * sizeof(int), order, [&] { reverse(values.data(), out.data()); });
    EXPECT_EQ(out, std::vector<int>(values.rbegin(), values.rend()));
  }
}

TEST(Launch, SharedMemoryHoldsGarbageInEachBlockAnew) {
  std::vector<float> first(3);
  launch(3, 1, 0, Order::ascending(), [&] {
    GPUBENCH_SHARED(held, float[4]);
    first[blockIdx.x] = held[2];
    held[2] = 7;
  });
  for (const float value : first) EXPECT_TRUE(std::isnan(value)) << value;
}

TEST(Launch, WhatAKernelThrowsComesOut) {
  EXPECT_THROW(launch(1, 64, 0, Order::ascending(),
                      [] {
                        if (threadIdx.x == 3) throw std::out_of_range("three");
                        __syncthreads();
                      }),
               std::out_of_range);
  int runs = 0;  // and the next launch is as good as the first
  launch(1, 64, 0, Order::ascending(), [&] {
    __syncthreads();
    atomicAdd(&runs, 1);
  });
  EXPECT_EQ(runs, 64);
}

TEST(Launch, ShapesThatNoDeviceTakesAreRefused) {
  const auto nothing = [] {};
  EXPECT_THROW(launch(0, 32, 0, Order::ascending(), nothing), std::invalid_argument);
  EXPECT_THROW(launch(1, 0, 0, Order::ascending(), nothing), std::invalid_argument);
  EXPECT_THROW(launch(1, dim3(33, 32), 0, Order::ascending(), nothing), std::invalid_argument);
  EXPECT_THROW(launch(dim3(1, 65536), 1, 0, Order::ascending(), nothing), std::invalid_argument);
  EXPECT_NO_THROW(launch(1, 1024, 0, Order::ascending(), nothing));
}

TEST(Launch, SharedMemoryBeyondTheHardwaresIsRefused) {
  const auto use = [] {
    GPUBENCH_DYNAMIC_SHARED(char, held);
    held[0] = 1;
  };
  EXPECT_NO_THROW(launch(1, 1, 227 * 1024, Order::ascending(), use));
  EXPECT_THROW(launch(1, 1, 227 * 1024 + 1, Order::ascending(), use), std::runtime_error);
  EXPECT_THROW(launch(1, 1, 0, Order::ascending(), use), std::runtime_error);
}

TEST(Launch, IsNotForWithinALaunch) {
  const auto nested = [] { launch(1, 1, 0, Order::ascending(), [] {}); };
  EXPECT_THROW(launch(1, 1, 0, Order::ascending(), nested), std::logic_error);
}

}  // namespace
}  // namespace gpubench::simt
