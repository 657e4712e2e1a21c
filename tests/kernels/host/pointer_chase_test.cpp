#include "kernels/host/pointer_chase.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "kernels/host/evict.hpp"
#include "kernels/host/part.hpp"

namespace gpubench::kernels {
namespace {

TEST(PointerChase, HopsFollowTheOrderAndWrapAround) {
  const std::vector<std::uint32_t> order = {2, 0, 4, 1, 3};
  std::vector<ChaseNode> nodes(order.size());
  link_cycle(nodes.data(), order.data(), order.size());
  EXPECT_EQ(chase(&nodes[2], 0), &nodes[2]);
  EXPECT_EQ(chase(&nodes[2], 16), &nodes[order[16 % 5]]);
  EXPECT_EQ(chase(&nodes[2], 48), &nodes[order[48 % 5]]);
  EXPECT_NE(chase(&nodes[2], 16), &nodes[order[17 % 5]]);
}

TEST(PointerChase, EveryNodeIsOnTheCycle) {
  const std::vector<std::uint32_t> order = {3, 1, 0, 2};
  std::vector<ChaseNode> nodes(order.size());
  link_cycle(nodes.data(), order.data(), order.size());
  const ChaseNode* node = &nodes[3];
  for (const std::uint32_t index : order) {
    EXPECT_EQ(node, &nodes[index]);
    node = node->next;
  }
  EXPECT_EQ(node, &nodes[3]);
}

TEST(Evict, FlushingKeepsTheContents) {
  if (!can_flush_lines()) GTEST_SKIP() << "needs CLFLUSHOPT";
  std::vector<int> data(1003, 7);
  flush_lines(reinterpret_cast<const std::byte*>(data.data()), data.size() * sizeof(int), 2);
  EXPECT_EQ(data, std::vector<int>(1003, 7));
}

TEST(Part, PartsAreAdjacentWholeLinesAndCoverAll) {
  for (const std::size_t count : {0u, 1u, 8u, 9u, 100u, 1003u}) {
    for (const int threads : {1, 2, 3, 7}) {
      std::size_t end = 0;
      for (int t = 0; t < threads; ++t) {
        const Part part = part_of(count, 8, t, threads);
        EXPECT_EQ(part.begin, end);
        if (part.begin < count) {
          EXPECT_EQ(part.begin % 8, 0u);
        }
        end = part.end;
      }
      EXPECT_EQ(end, count);
    }
  }
}

}  // namespace
}  // namespace gpubench::kernels
