/// The points of compute operations that no profile's first one takes: every type and unit, and sizes that
/// divide by nothing.
#include <gtest/gtest.h>

#include <iostream>
#include <string>

#include "bench/cuda/compute.hpp"
#include "kernels/cuda/fma_wgmma.hpp"
#include "tests/support/gpu.hpp"

namespace gpubench {
namespace {

class ComputeOnGpu : public test::OnGpu {
 protected:
  Machine machine() const {
    Machine machine{};
    machine.threads = provider_->devices()[0].multiprocessors;
    machine.compute_capability = provider_->devices()[0].compute_capability;
    return machine;
  }

  void expect_right(const std::string& name, const Axes& axes) {
    SCOPED_TRACE(name + ' ' + axes.to_string());
    const Machine machine = this->machine();
    Context context{*backend_, machine, nullptr, 42};
    for (const auto& benchmark : cuda_compute_benchmarks()) {
      if (benchmark->description().name != name) continue;
      const auto trial = benchmark->make_trial(axes, context);
      const auto stream = backend_->make_stream();
      trial->reset();
      EXPECT_EQ(trial->verify(1).correctness, Correctness::wrong);
      trial->reset();
      trial->enqueue(*stream);
      stream->synchronize();
      const Verdict verdict = trial->verify(1);
      EXPECT_LE(verdict.correctness, Correctness::statistical) << verdict.detail;
      return;
    }
    ADD_FAILURE() << "there is no such benchmark";
  }
};

TEST_F(ComputeOnGpu, FmaPeakIsRightInEveryTypeOnEveryPathOfTheDevice) {
  for (const auto& benchmark : cuda_compute_benchmarks()) {
    if (benchmark->description().name != "compute/fma_peak") continue;
    for (const Axes& axes : benchmark->points(Profile::thorough, machine())) {
      if (const auto obstacle = benchmark->obstacle(axes, machine())) {
        std::cout << axes.to_string() << ": " << *obstacle << '\n';
      } else {
        expect_right("compute/fma_peak", axes);
      }
    }
  }
}

TEST_F(ComputeOnGpu, HoppersWarpGroupsMultiply) {
  if (machine().compute_capability != 90) GTEST_SKIP() << "the device is not of compute capability 9.0";
  ASSERT_EQ(kernels::cuda::wgmma_missing(), nullptr) << kernels::cuda::wgmma_missing();
  for (const char* type : {"tf32", "f16", "bf16", "e4m3", "s8"}) {
    expect_right("compute/fma_peak", {{"type", type}, {"path", "wgmma"}, {"ilp", "1"}});
  }
}

TEST_F(ComputeOnGpu, SizesThatDivideByNothingAreRight) {
  for (const char* type : {"f32", "f64"}) {
    expect_right("compute/transpose", {{"type", type}, {"rows", "1001"}, {"columns", "77"}});
    for (const char* dimensions : {"2", "3"}) {
      expect_right("compute/stencil", {{"type", type}, {"dimensions", dimensions}, {"side", "101"}});
    }
    expect_right("compute/gemm_native", {{"type", type}, {"m", "301"}, {"n", "203"}, {"k", "77"}});
    for (const char* intensity : {"1/8", "1/4", "1", "256"}) {
      expect_right("compute/intensity",
                   {{"type", type}, {"intensity", intensity}, {"working_set", "1000008B"}});
    }
  }
  for (const char* width : {"64", "128"}) {
    for (const char* mask : {"none", "causal"}) {
      expect_right("compute/attention",
                   {{"type", "f32"}, {"heads", "3"}, {"length", "301"}, {"width", width}, {"mask", mask}});
    }
  }
}

}  // namespace
}  // namespace gpubench
