// What every vendor library's module owes without a device: it opens, describes itself and names its
// versions.
#include <gtest/gtest.h>

#include <cstring>

#include "tests/support/opened_module.hpp"

namespace gpubench {
namespace {

class VendorModule : public test::OpenedModule, public testing::WithParamInterface<const char*> {
 protected:
  VendorModule() : OpenedModule(GetParam()) {}
};

TEST_P(VendorModule, PointsAreCanonicalFeasibleAndAcceptedByTheirAxes) {
  for (const auto& benchmark : kept_.benchmarks) {
    const Description& description = benchmark->description();
    EXPECT_EQ(description.backend, "cuda");
    for (const Profile profile : {Profile::quick, Profile::standard, Profile::thorough}) {
      const auto points = benchmark->points(profile, {});
      EXPECT_FALSE(points.empty()) << description.name;
      for (const Axes& axes : points) {
        EXPECT_EQ(axes.values().size(), description.axes.size());
        EXPECT_FALSE(benchmark->obstacle(axes, {})) << axes.to_string();
        EXPECT_GT(benchmark->work(axes, {}).flop.count + 1.0 * benchmark->work(axes, {}).read.count, 0);
        EXPECT_LT(benchmark->memory_needed(axes, {}), 64_GiB) << axes.to_string();
        for (const AxisDefinition& axis : description.axes) {
          EXPECT_EQ(canonical_value(axis, axes.text(axis.name)), axes.text(axis.name)) << axis.name;
        }
      }
    }
  }
}

TEST_P(VendorModule, ProductsOfE4m3CountTheProbesWorkspaceToo) {
  for (const auto& benchmark : kept_.benchmarks) {
    if (name_ != "cublas") continue;
    Axes axes{{"type", "e4m3"}, {"m", "16"}, {"n", "32"}, {"k", "32"}, {"batch", "1"}, {"cache", "hot"}};
    const std::uint64_t matrices = 16 * 32 + 32 * 32 + 2 * 16 * 32;
    EXPECT_EQ(benchmark->memory_needed(axes, {}).count, 2 * (matrices + (32_MiB).count));
    axes.set("type", "s8");
    EXPECT_EQ(benchmark->memory_needed(axes, {}).count, 16 * 32 + 32 * 32 + 4 * 16 * 32 + (32_MiB).count);
  }
}

TEST_P(VendorModule, NeedsTheDriverAndSaysSo) {
  ASSERT_NE(module_->required, nullptr);
  EXPECT_STREQ(module_->required[0].file, "libcuda.so.1");
  EXPECT_STREQ(module_->required[0].reason, "no CUDA driver");
}

TEST_P(VendorModule, NamesTheVersionCompiledAgainstAndTheOneLoaded) {
  const std::string compiled = fact(name_ + ".compiled"), loaded = fact(name_ + ".loaded");
  EXPECT_EQ(compiled, loaded) << "built and run on one machine";
  EXPECT_NE(compiled.find('.'), std::string::npos) << compiled;
}

INSTANTIATE_TEST_SUITE_P(All, VendorModule, testing::Values("cublas", "cufft", "cudnn"),
                         [](const auto& instance) { return instance.param; });

}  // namespace
}  // namespace gpubench
