#include "bench/cuda/fma_peak.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace gpubench {
namespace {

/// An H200's figures.
constexpr Machine kMachine{256_KiB, 50_MiB, 50_MiB, 128_GiB, 132, 1};

Axes axes(const char* type, const char* unit, const char* ilp = "8") {
  return {{"type", type}, {"unit", unit}, {"ilp", ilp}};
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
  const Work f16 = benchmark->work(axes("f16", "tensor", "2"), kMachine);
  EXPECT_EQ(f16.flop.count, 2.0 * 16 * 16 * 16 * 4096 * matrices);
  EXPECT_EQ(static_cast<double>(f16.written.count), 16 * 16 * 4 * matrices);
  EXPECT_EQ(f16.read.count, 2u * 2 * 16 * 16);
  const Work f64 = benchmark->work(axes("f64", "tensor", "2"), kMachine);
  EXPECT_EQ(f64.flop.count, 2.0 * 8 * 8 * 4 * 4096 * matrices);
}

TEST(CudaFmaPeak, WhatAUnitCannotDoIsAnObstacle) {
  const auto benchmark = cuda_fma_peak_benchmark();
  EXPECT_TRUE(benchmark->obstacle(axes("f32", "tensor"), kMachine));
  EXPECT_TRUE(benchmark->obstacle(axes("tf32", "vector"), kMachine));
  EXPECT_TRUE(benchmark->obstacle(axes("s8", "vector"), kMachine));
  for (const char* type : {"f64", "f16", "bf16"}) {
    for (const char* unit : {"vector", "tensor"}) {
      EXPECT_FALSE(benchmark->obstacle(axes(type, unit), kMachine)) << type << ' ' << unit;
    }
  }
}

TEST(CudaFmaPeak, ThoroughTakesEveryTypeOnEveryUnitThatHasIt) {
  const auto points = cuda_fma_peak_benchmark()->points(Profile::thorough, kMachine);
  EXPECT_EQ(points.size(), 4u * (4 + 5));
  EXPECT_NE(std::find(points.begin(), points.end(), axes("s8", "tensor", "1")), points.end());
}

}  // namespace
}  // namespace gpubench
