// gemm by oneDNN as the program opens its module: right after a product and wrong before, beside cblas's.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/bench/onednn/module.hpp"

namespace gpubench {
namespace {

class OnednnGemm : public test::OnednnModule {
 protected:
  const Benchmark& gemm() const { return named("libraries/gemm"); }
  static Axes small(const char* type) {
    return {{"type", type}, {"m", "130"}, {"n", "97"}, {"k", "61"}, {"cache", "hot"}, {"library", "onednn"}};
  }
};

TEST_F(OnednnGemm, EveryTypeIsWrongBeforeAndRightAfter) {
  for (const char* type : {"f32", "bf16", "s8"}) {
    SCOPED_TRACE(type);
    if (const auto obstacle = gemm().obstacle(small(type), machine_)) {
      EXPECT_STREQ(type, "bf16") << *obstacle << ", which every CPU has";
      continue;
    }
    const auto trial = gemm().make_trial(small(type), context_);
    trial->reset();
    EXPECT_EQ(trial->verify(0).correctness, Correctness::wrong);
    trial->enqueue(stream_);
    const Verdict verdict = trial->verify(1);
    EXPECT_LE(verdict.correctness, Correctness::statistical) << verdict.detail;
    EXPECT_EQ(trial->facts().front().first, "implementation");
    trial->footprint()[2][8000] ^= std::byte{1};
    EXPECT_GE(trial->verify(1).correctness, Correctness::bounded) << "the lowest bit of an element";
  }
}

TEST_F(OnednnGemm, WhatTheCpuLacksIsAnObstacleWithTheLibrarysReason) {
  const auto obstacle = gemm().obstacle(small("f16"), machine_);
  if (!obstacle) GTEST_SKIP() << "this CPU has f16";
  EXPECT_NE(obstacle->find("onednn: matmul: "), std::string::npos) << *obstacle;
  EXPECT_THROW(gemm().make_trial(small("f16"), context_), std::runtime_error);
}

TEST_F(OnednnGemm, IsTheSameCaseAsCblassButForTheLibrary) {
  const ModuleInfo* const blas = test::open_module("blas");
  if (blas == nullptr) GTEST_SKIP() << "built without the module blas";
  Collection kept;
  ASSERT_EQ(blas->register_benchmarks(kept), nullptr);
  const Benchmark& cblas = *kept.benchmarks.front();
  ASSERT_EQ(cblas.description().name, gemm().description().name);
  for (const Axes& ours : gemm().points(Profile::standard, machine_)) {
    if (ours.text("type") != "f32") continue;
    Axes theirs = ours;
    theirs.set("library", "cblas");
    const auto points = cblas.points(Profile::standard, machine_);
    EXPECT_NE(std::find(points.begin(), points.end(), theirs), points.end()) << theirs.to_string();
    EXPECT_NE(ours.to_string(), theirs.to_string());
    EXPECT_EQ(gemm().work(ours, machine_).flop.count, cblas.work(theirs, machine_).flop.count);
  }
}

}  // namespace
}  // namespace gpubench
