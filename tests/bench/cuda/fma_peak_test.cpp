#include "bench/cuda/fma_peak.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

#include "kernels/cuda/fma_wgmma.hpp"

namespace gpubench {
namespace {

/// An H200's figures.
constexpr Machine kMachine{.cache_l1 = 256_KiB,
                           .cache_l2 = 50_MiB,
                           .cache_last = 50_MiB,
                           .memory_available = 128_GiB,
                           .threads = 132,
                           .compute_capability = 90};

Axes axes(const char* type, const char* path, const char* ilp = "8") {
  return {{"type", type}, {"path", path}, {"ilp", ilp}};
}

TEST(CudaFmaPeak, CountsFourFlopAPairOfEachElement) {
  const auto benchmark = cuda_fma_peak_benchmark();
  const Work f32 = benchmark->work(axes("f32", "vector"), kMachine);
  const double elements = 132.0 * 4 * 256 * 8;
  EXPECT_EQ(f32.flop.count, 4 * 127 * 128 * elements);
  EXPECT_EQ(static_cast<double>(f32.read.count), 4 * elements);
  EXPECT_EQ(f32.written, f32.read);
  const Work f16 = benchmark->work(axes("f16", "vector"), kMachine);
  EXPECT_EQ(f16.flop.count, 2 * f32.flop.count);  // two numbers a vector
  EXPECT_EQ(f16.read, f32.read);
}

TEST(CudaFmaPeak, CountsEachProductOfEachWarp) {
  const auto benchmark = cuda_fma_peak_benchmark();
  const double matrices = 132.0 * 4 * 8 * 2;  // 8 warps a block, 2 chains
  const Work f16 = benchmark->work(axes("f16", "wmma", "2"), kMachine);
  EXPECT_EQ(f16.flop.count, 2.0 * 16 * 16 * 16 * 4096 * matrices);
  EXPECT_EQ(static_cast<double>(f16.written.count), 16 * 16 * 4 * matrices);
  EXPECT_EQ(f16.read.count, 2u * 2 * 16 * 16);
  const Work f64 = benchmark->work(axes("f64", "wmma", "2"), kMachine);
  EXPECT_EQ(f64.flop.count, 2.0 * 8 * 8 * 4 * 4096 * matrices);
}

TEST(CudaFmaPeak, CountsEachProductOfEachWarpGroup) {
  const auto benchmark = cuda_fma_peak_benchmark();
  const double groups = 132.0 * 2;
  const Work e4m3 = benchmark->work(axes("e4m3", "wgmma", "1"), kMachine);
  EXPECT_EQ(e4m3.flop.count, 2.0 * 64 * 256 * 32 * 4096 * groups);
  EXPECT_EQ(static_cast<double>(e4m3.written.count), 64 * 256 * 4 * groups);
  EXPECT_EQ(e4m3.read.count, 32u * (64 + 2 * 256));
}

TEST(CudaFmaPeak, WhatAPathCannotDoIsAnObstacle) {
  const auto benchmark = cuda_fma_peak_benchmark();
  EXPECT_TRUE(benchmark->obstacle(axes("f32", "wmma"), kMachine));
  EXPECT_TRUE(benchmark->obstacle(axes("e4m3", "wmma"), kMachine));
  EXPECT_TRUE(benchmark->obstacle(axes("f64", "wgmma", "1"), kMachine));
  EXPECT_TRUE(benchmark->obstacle(axes("f16", "wgmma", "2"), kMachine));
  EXPECT_TRUE(benchmark->obstacle(axes("tf32", "vector"), kMachine));
  EXPECT_TRUE(benchmark->obstacle(axes("s8", "vector"), kMachine));
  for (const char* type : {"f64", "f16", "bf16"}) {
    for (const char* path : {"vector", "wmma"}) {
      EXPECT_FALSE(benchmark->obstacle(axes(type, path), kMachine)) << type << ' ' << path;
    }
  }
}

TEST(CudaFmaPeak, WarpGroupsMultiplyOnComputeCapabilityNineOnly) {
  const auto benchmark = cuda_fma_peak_benchmark();
  Machine machine = kMachine;
  if (kernels::cuda::wgmma_missing() == nullptr) {
    EXPECT_FALSE(benchmark->obstacle(axes("s8", "wgmma", "1"), machine));
  } else {
    EXPECT_EQ(benchmark->obstacle(axes("s8", "wgmma", "1"), machine), kernels::cuda::wgmma_missing());
  }
  for (const std::optional<int> other : {std::optional<int>(), std::optional<int>(100)}) {
    machine.compute_capability = other;
    EXPECT_TRUE(benchmark->obstacle(axes("s8", "wgmma", "1"), machine));
    EXPECT_FALSE(benchmark->obstacle(axes("s8", "wmma"), machine));
  }
}

TEST(CudaFmaPeak, ThoroughTakesEveryTypeOnEveryPathThatHasIt) {
  const auto points = cuda_fma_peak_benchmark()->points(Profile::thorough, kMachine);
  EXPECT_EQ(points.size(), 4u * (4 + 5) + 5);
  EXPECT_NE(std::find(points.begin(), points.end(), axes("s8", "wmma", "1")), points.end());
  EXPECT_NE(std::find(points.begin(), points.end(), axes("e4m3", "wgmma", "1")), points.end());
}

TEST(CudaFmaPeak, StandardSetsTheCeilingOfEachTypeOfALibrarysProduct) {
  const auto points = cuda_fma_peak_benchmark()->points(Profile::standard, kMachine);
  for (const char* type : {"f64", "f32", "tf32", "f16", "bf16", "e4m3", "s8"}) {
    EXPECT_TRUE(std::any_of(points.begin(), points.end(), [&](const Axes& point) {
      return point.text("type") == type;
    })) << type;
  }
}

}  // namespace
}  // namespace gpubench
