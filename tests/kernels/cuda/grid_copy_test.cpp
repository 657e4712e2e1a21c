#include <gtest/gtest.h>

#include <numeric>
#include <vector>

#include "kernels/host/grid_copy.hpp"
#include "tests/support/simt/simt.hpp"
// After the words it is written in.
#include "kernels/cuda/grid_copy.cuh"

namespace gpubench::kernels::cuda {
namespace {

TEST(GridCopy, AnyGridCopiesAllAsTheTwinDoes) {
  for (const std::size_t count : {4U, 124U, 132U, 9000U}) {
    std::vector<float> in(count);
    std::iota(in.begin(), in.end(), 1.0F);
    for (const unsigned blocks : {1U, 5U}) {
      for (const simt::Order order : simt::orders()) {
        std::vector<float> device(count), host(count);
        const GridCopyArguments x{device.data(), in.data(), count, blocks, 64};
        simt::launch(x.blocks, x.threads, 0, order, [&] { grid_copy_kernel(x); });
        grid_copy({host.data(), in.data(), count, blocks, 64, 2});
        EXPECT_EQ(device, host);
        EXPECT_EQ(host, in);
      }
    }
  }
}

TEST(GridCopy, ElementsBeyondTheCountAreLeftAlone) {
  std::vector<float> in(8, 1.0F), out(8, 2.0F);
  const GridCopyArguments x{out.data(), in.data(), 4, 1, 32};
  simt::launch(x.blocks, x.threads, 0, simt::Order::ascending(), [&] { grid_copy_kernel(x); });
  EXPECT_EQ(out, (std::vector<float>{1, 1, 1, 1, 2, 2, 2, 2}));
}

}  // namespace
}  // namespace gpubench::kernels::cuda
