/// What vendor libraries compute on a device: each benchmark's quick and standard points, wrong before and
/// right after, twice alike.
#include <gtest/gtest.h>

#include "tests/gpu/points_on_gpu.hpp"
#include "tests/support/opened_module.hpp"

namespace gpubench {
namespace {

class VendorModuleOnGpu : public test::PointsOnGpu, public testing::WithParamInterface<const char*> {
 protected:
  void SetUp() override {
    PointsOnGpu::SetUp();
    if (IsSkipped()) return;
    const ModuleInfo* const module = test::open_module(GetParam());
    if (module == nullptr) GTEST_SKIP() << "built without the module " << GetParam();
    ASSERT_EQ(module->register_benchmarks(kept_), nullptr);
  }

  Collection kept_;
};

TEST_P(VendorModuleOnGpu, EveryUsualPointIsWrongBeforeAndRightAfter) {
  for (const auto& benchmark : kept_.benchmarks) {
    for (const Profile profile : {Profile::quick, Profile::standard}) {
      for (const Axes& axes : benchmark->points(profile, machine_)) judge(*benchmark, axes);
    }
  }
  tell_refused();
}

INSTANTIATE_TEST_SUITE_P(All, VendorModuleOnGpu, testing::Values("cublas", "cufft", "cudnn"),
                         [](const auto& instance) { return instance.param; });

}  // namespace
}  // namespace gpubench
