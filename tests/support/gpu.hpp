/// Tests that need a GPU, and what they say where there is none.
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "bench/api/devices.hpp"
#include "bench/cuda/devices.hpp"

namespace gpubench::test {

/// A test on the first device; skipped with the reason where there is none.
class OnGpu : public testing::Test {
 protected:
  void SetUp() override {
    std::string reason;
    provider_ = open_cuda_devices(reason);
    if (!provider_) GTEST_SKIP() << reason;
    backend_ = provider_->open(0);
  }

  std::unique_ptr<DeviceProvider> provider_;
  std::unique_ptr<Backend> backend_;
};

}  // namespace gpubench::test
