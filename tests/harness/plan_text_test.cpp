#include <gmock/gmock.h>

#include "harness/plan.hpp"
#include "tests/harness/fake_benchmark.hpp"

namespace gpubench {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// Two cases in f64, and one in f32 that can't be measured here.
Plan plan_without_avx512() {
  auto benchmark = std::make_unique<test::FakeBenchmark>("memory/triad");
  benchmark->obstacle_ = "needs AVX-512";
  std::vector<std::unique_ptr<Benchmark>> own;
  own.push_back(std::move(benchmark));
  Catalogue catalogue(std::move(own), {});
  return make_plan(catalogue, {}, test::machine(), 5);
}

TEST(DescribePlan, NamesEveryCaseAndGathersSkipsByReason) {
  const std::string text = describe_plan(plan_without_avx512(), 0);
  EXPECT_THAT(text, AllOf(HasSubstr("2 cases to measure, 1 skipped, seed 5"), HasSubstr("type=f64 size=4MiB"),
                          HasSubstr("skipped: needs AVX-512\n      memory/triad type=f32 size=1MiB")));
}

TEST(DescribePlan, APlanOfWhichAllIsSkippedSaysWhy) {
  const auto skipped = [](std::vector<std::string> reasons) {
    Plan plan;
    for (std::string& reason : reasons) plan.cases.emplace_back().skip_reason = std::move(reason);
    return plan;
  };
  EXPECT_EQ(why_nothing_is_measured(skipped({"no driver"})), "the one case was skipped: no driver");
  EXPECT_EQ(why_nothing_is_measured(skipped({"no driver", "no driver"})),
            "all 2 cases were skipped: no driver");
  EXPECT_EQ(why_nothing_is_measured(skipped({"no driver", "no memory"})),
            "all 2 cases were skipped, for 2 reasons, the first: no driver");
  EXPECT_EQ(why_nothing_is_measured(skipped({"", "no driver"})), "");
  EXPECT_EQ(why_nothing_is_measured(skipped({})), "");
}

TEST(DescribePlan, FitsTheWidth) {
  const std::string text = describe_plan(plan_without_avx512(), 40);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    EXPECT_LE(end - begin, 40u);
    begin = end + 1;
  }
}
}  // namespace
}  // namespace gpubench
