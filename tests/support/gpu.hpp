/// Tests that need a GPU, and what they say where there is none.
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "bench/api/benchmark.hpp"
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
    const DeviceInfo& device = provider_->devices()[0];
    machine_ = {.cache_l1 = device.cache_l1,
                .cache_l2 = device.cache_l2,
                .cache_last = device.cache_l2,
                .memory_available = device.memory_total / 2,
                .threads = device.multiprocessors,
                .compute_capability = device.compute_capability};
  }

  std::unique_ptr<DeviceProvider> provider_;
  std::unique_ptr<Backend> backend_;
  Machine machine_;
};

}  // namespace gpubench::test
