/// PointsOnGpu: points of benchmarks on the first device, those that it refuses kept apart.
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/support/gpu.hpp"
#include "tests/support/judge_point.hpp"

namespace gpubench::test {

class PointsOnGpu : public OnGpu {
 protected:
  using List = std::vector<std::unique_ptr<Benchmark>>;

  void SetUp() override {
    OnGpu::SetUp();
    if (IsSkipped()) return;
  }

  void judge(const Benchmark& benchmark, const Axes& axes) {
    Context context{*backend_, machine_, nullptr, 42};
    if (auto reason = judge_point(benchmark, axes, context)) {
      refused_.push_back(std::move(*reason));
    } else {
      ++judged_;
    }
  }

  /// The one of that name, which must be there.
  void judge(const List& list, const std::string& name, const Axes& axes) {
    for (const auto& benchmark : list) {
      if (benchmark->description().name == name) return judge(*benchmark, axes);
    }
    ADD_FAILURE() << "there is no benchmark " << name;
  }

  /// At the end of a test: one that was refused a point has not passed it. It is skipped, with the reasons.
  void tell_refused() const {
    if (refused_.empty()) return;
    std::string reasons;
    for (const std::string& reason : refused_) reasons += "\n  " + reason;
    GTEST_SKIP() << judged_ << " points judged, " << refused_.size() << " refused:" << reasons;
  }

  int judged_ = 0;
  std::vector<std::string> refused_;
};

}  // namespace gpubench::test
