#include <gmock/gmock.h>

#include "harness/plan.hpp"
#include "tests/harness/fake_benchmark.hpp"

namespace gpubench {
namespace {

using test::FakeBenchmark;
using testing::AllOf;
using testing::HasSubstr;

Catalogue catalogue_of(std::unique_ptr<FakeBenchmark> benchmark) {
  std::vector<std::unique_ptr<Benchmark>> own;
  own.push_back(std::move(benchmark));
  return Catalogue(std::move(own), {});
}

std::unique_ptr<FakeBenchmark> device_benchmark() {
  auto benchmark = std::make_unique<FakeBenchmark>("memory/triad");
  benchmark->memory_ = 3_GiB;
  benchmark->description_.backend = "cuda";
  return benchmark;
}

TEST(PlanOfDevices, ADevicesMachineIsNotTheHosts) {
  auto benchmark = device_benchmark();
  benchmark->description_.ranks_min = 2;
  Catalogue catalogue = catalogue_of(std::move(benchmark));
  Machines machines(test::machine(8, 2_GiB));
  machines.devices["cuda"] = test::machine(2, 4_GiB);
  EXPECT_EQ(make_plan(catalogue, {}, machines, 1).cases[0].skip_reason, "");
  machines.devices["cuda"].memory_available = 2_GiB;
  EXPECT_THAT(make_plan(catalogue, {}, machines, 1).cases[0].skip_reason,
              AllOf(HasSubstr("3 GiB"), HasSubstr("2 GiB")));
  machines.devices["cuda"] = test::machine(1, 4_GiB);
  EXPECT_EQ(make_plan(catalogue, {}, machines, 1).cases[0].skip_reason,
            "needs 2 distinct cuda devices, this run has 1");
}

TEST(PlanOfDevices, WithoutDevicesTheirCasesAreSkippedWithTheReasonAndTheHostsAreNot) {
  std::vector<std::unique_ptr<Benchmark>> own;
  own.push_back(std::make_unique<FakeBenchmark>("memory/triad"));
  own.push_back(std::make_unique<FakeBenchmark>("memory/copy"));
  static_cast<FakeBenchmark&>(*own[1]).description_.backend = "cuda";
  Catalogue catalogue(std::move(own), {});
  Machines machines(test::machine());
  machines.missing["cuda"] = "module cuda: no CUDA driver";
  const Plan plan = make_plan(catalogue, {}, machines, 1);
  ASSERT_EQ(plan.cases.size(), 6u);
  for (const PlannedCase& planned : plan.cases)
    EXPECT_EQ(planned.skip_reason,
              planned.description.backend == "cuda" ? "module cuda: no CUDA driver" : "");
}

}  // namespace
}  // namespace gpubench
