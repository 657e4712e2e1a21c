#include <gtest/gtest.h>

#include <vector>

#include "kernels/host/line_chase.hpp"
#include "tests/support/simt/simt.hpp"
// After the words it is written in.
#include "kernels/cuda/line_chase.cuh"

namespace gpubench::kernels::cuda {
namespace {

TEST(LineChase, KernelAndTwinEndWhereTheOrderTells) {
  const std::vector<std::size_t> order = {2, 0, 4, 1, 3};
  std::vector<LineNode> nodes(order.size());
  for (std::size_t j = 0; j < order.size(); ++j) nodes[order[j]].next = &nodes[order[(j + 1) % order.size()]];
  for (const std::uint64_t hops : {0U, 1U, 31U, 33U}) {
    LineWalk device{&nodes[2], nullptr}, host = device;
    for (int walks = 1; walks <= 2; ++walks) {
      simt::launch(1, 1, 0, simt::Order::ascending(), [&] { line_chase_kernel({&device, hops}); });
      line_chase({&host, hops});
      const LineNode* const end = &nodes[order[static_cast<std::size_t>(walks) * hops % order.size()]];
      EXPECT_EQ(device.position, end);
      EXPECT_EQ(device.end, end);
      EXPECT_EQ(host.position, end);
      EXPECT_EQ(host.end, end);
      EXPECT_NE(device.end, end->next);
    }
  }
}

}  // namespace
}  // namespace gpubench::kernels::cuda
