#include "harness/plan.hpp"

#include <gmock/gmock.h>

#include "tests/harness/fake_benchmark.hpp"

namespace gpubench {
namespace {

using test::FakeBenchmark;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(PlanModules, WhatTwoModulesHaveIsThereOnceAsMeasuredElseWithBothReasons) {
  std::vector<std::unique_ptr<Benchmark>> own;
  for (const char* library : {"one", "other"}) {
    auto gemm = std::make_unique<FakeBenchmark>(
        "libraries/gemm", std::vector{test::type_axis(), test::size_axis(), test::type_axis({library})});
    gemm->description_.axes.back().name = "library";
    gemm->points_ = {{{"type", "f64"}, {"size", "1KiB"}, {"library", library}}};
    own.push_back(std::move(gemm));
  }
  own.push_back(std::make_unique<FakeBenchmark>(
      "memory/triad", std::vector{test::type_axis(), test::size_axis(), test::type_axis({"third"})}));
  dynamic_cast<FakeBenchmark&>(*own.back()).description_.axes.back().name = "library";
  Catalogue catalogue(std::move(own), {});
  const auto with = [&](const char* library) {
    RunOptions options;
    options.settings = {{"library", {library}}};
    return make_plan(catalogue, options, test::machine(), 1).cases;
  };
  const auto refused = with("third"), measured = with("other");
  const auto gemms = [](const std::vector<PlannedCase>& cases) {
    std::vector<std::string> reasons;
    for (const PlannedCase& c : cases)
      if (c.description.name == "libraries/gemm") reasons.push_back(c.skip_reason);
    return reasons;
  };
  EXPECT_THAT(gemms(refused), ElementsAre(AllOf(HasSubstr("one"), HasSubstr("; "), HasSubstr("other"))));
  EXPECT_THAT(gemms(measured), ElementsAre(""));
}

TEST(PlanModules, AModuleThatCanNotBeOpenedLosesItsManifestsPointsWithTheReason) {
  std::vector<Module> modules;
  std::vector<std::unique_ptr<Benchmark>> registered;
  auto gemm =
      std::make_unique<FakeBenchmark>("libraries/gemm", std::vector{test::type_axis(), test::size_axis()});
  gemm->points_ = {{{"type", "f64"}, {"size", "256B"}}};
  registered.push_back(std::move(gemm));
  modules.emplace_back("/nowhere/gpubench_blas.so", make_manifest("blas", registered));
  Catalogue catalogue({}, std::move(modules));
  const auto plan = make_plan(catalogue, {}, test::machine(), 1);
  ASSERT_EQ(plan.cases.size(), 1u);
  EXPECT_EQ(plan.cases[0].benchmark, nullptr);
  EXPECT_EQ(plan.cases[0].axes.to_string(), "type=f64 size=256B");
  EXPECT_THAT(plan.cases[0].skip_reason,
              AllOf(HasSubstr("module blas"), HasSubstr("/nowhere/gpubench_blas.so")));
}

}  // namespace
}  // namespace gpubench
