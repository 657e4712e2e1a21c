/// The points of compute operations that no profile's first one takes: every type and unit, and sizes that
/// divide by nothing.
#include <gtest/gtest.h>

#include <array>
#include <string>

#include "bench/cuda/compute.hpp"
#include "kernels/cuda/fma_wgmma.hpp"
#include "tests/gpu/points_on_gpu.hpp"

namespace gpubench {
namespace {

class ComputeOnGpu : public test::PointsOnGpu {
 protected:
  void judge_compute(const std::string& name, const Axes& axes) { judge(list_, name, axes); }

  /// Odd sizes, those whose rows are 16 bytes apart, one element.
  void judge_gemm(const char* type, const char* path) {
    for (const auto& [m, n, k] : {std::array{"301", "203", "77"}, {"136", "264", "72"}, {"1", "1", "1"}}) {
      judge_compute("compute/gemm_native", {{"type", type}, {"path", path}, {"m", m}, {"n", n}, {"k", k}});
    }
  }

  const List list_ = cuda_compute_benchmarks();
};

TEST_F(ComputeOnGpu, FmaPeakIsRightInEveryTypeOnEveryPathOfTheDevice) {
  for (const auto& benchmark : list_) {
    if (benchmark->description().name != "compute/fma_peak") continue;
    for (const Axes& axes : benchmark->points(Profile::thorough, machine_)) judge(*benchmark, axes);
  }
  tell_refused();
}

TEST_F(ComputeOnGpu, HoppersWarpGroupsMultiply) {
  if (machine_.compute_capability != 90) GTEST_SKIP() << "the device is not of compute capability 9.0";
  ASSERT_EQ(kernels::cuda::wgmma_missing(), nullptr) << kernels::cuda::wgmma_missing();
  for (const char* type : {"tf32", "f16", "bf16", "e4m3", "s8"}) {
    judge_compute("compute/fma_peak", {{"type", type}, {"path", "wgmma"}, {"ilp", "1"}});
  }
}

TEST_F(ComputeOnGpu, SizesThatDivideByNothingAreRight) {
  for (const char* type : {"f32", "f64"}) {
    judge_compute("compute/transpose", {{"type", type}, {"rows", "1001"}, {"columns", "77"}});
    for (const char* dimensions : {"2", "3"}) {
      judge_compute("compute/stencil", {{"type", type}, {"dimensions", dimensions}, {"side", "101"}});
    }
    judge_gemm(type, "vector");
    for (const char* intensity : {"1/8", "1/4", "1", "256"}) {
      judge_compute("compute/intensity",
                    {{"type", type}, {"intensity", intensity}, {"working_set", "1000008B"}});
    }
  }
  for (const char* type : {"f16", "bf16"}) judge_gemm(type, "wmma");
  for (const char* width : {"64", "128"}) {
    for (const char* mask : {"none", "causal"}) {
      for (const char* type : {"f32", "f16", "bf16"}) {
        for (const char* length : {"1", "31", "301"}) {
          judge_compute("compute/attention", {{"type", type},
                                              {"path", type == std::string("f32") ? "vector" : "wmma"},
                                              {"heads", "3"},
                                              {"length", length},
                                              {"width", width},
                                              {"mask", mask}});
        }
      }
    }
  }
  tell_refused();
}

}  // namespace
}  // namespace gpubench
