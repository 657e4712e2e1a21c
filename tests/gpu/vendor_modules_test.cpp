/// What vendor libraries compute on a device: each benchmark's quick and standard points, wrong before and
/// right after, twice alike.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

#include "tests/support/gpu.hpp"
#include "tests/support/opened_module.hpp"

namespace gpubench {
namespace {

class VendorModuleOnGpu : public test::OnGpu, public testing::WithParamInterface<const char*> {
 protected:
  void SetUp() override {
    OnGpu::SetUp();
    if (IsSkipped()) return;
    const ModuleInfo* const module = test::open_module(GetParam());
    if (module == nullptr) GTEST_SKIP() << "built without the module " << GetParam();
    ASSERT_EQ(module->register_benchmarks(kept_), nullptr);
    stream_ = backend_->make_stream();
    machine_.memory_available = provider_->devices()[0].memory_total / 2;
    machine_.threads = provider_->devices()[0].multiprocessors;
  }

  void check_point(const Benchmark& benchmark, const Axes& axes) {
    SCOPED_TRACE(benchmark.description().name + " " + axes.to_string());
    Context context{*backend_, machine_, nullptr, 42};
    const auto trial = benchmark.make_trial(axes, context);
    trial->reset();
    EXPECT_EQ(trial->verify(1).correctness, Correctness::wrong) << "before it has run";
    trial->enqueue(*stream_);
    trial->enqueue(*stream_);
    stream_->synchronize();
    const Verdict verdict = trial->verify(2);
    EXPECT_LE(verdict.correctness, Correctness::statistical) << verdict.detail;
    std::cout << benchmark.description().name << ' ' << axes.to_string() << " eta " << verdict.eta_max;
    for (const auto& [key, value] : trial->facts()) std::cout << "; " << key << ": " << value;
    std::cout << '\n';
    trial->reset();
    EXPECT_EQ(trial->verify(1).correctness, Correctness::wrong) << "after a reset";
  }

  Machine machine_;
  Collection kept_;
  std::unique_ptr<Stream> stream_;
};

TEST_P(VendorModuleOnGpu, EveryUsualPointIsWrongBeforeAndRightAfter) {
  for (const auto& benchmark : kept_.benchmarks) {
    for (const Profile profile : {Profile::quick, Profile::standard}) {
      for (const Axes& axes : benchmark->points(profile, machine_)) check_point(*benchmark, axes);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, VendorModuleOnGpu, testing::Values("cublas", "cufft", "cudnn"),
                         [](const auto& instance) { return instance.param; });

}  // namespace
}  // namespace gpubench
