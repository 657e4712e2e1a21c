/// Pointer chase: the latency of a load that the next one depends on.
#pragma once
#include <cstddef>
#include <cstdint>

namespace gpubench::kernels {

/// One cache line, so that each hop is a line of its own.
struct alignas(64) ChaseNode {
  const ChaseNode* next;
};

/// Links nodes[order[j]] to nodes[order[j + 1]], the last to the first: one cycle over all of them.
void link_cycle(ChaseNode* nodes, const std::uint32_t* order, std::size_t count);

/// Where that many hops from a node end. Hops are dependent loads on one thread. hops: a multiple of 16.
const ChaseNode* chase(const ChaseNode* from, std::uint64_t hops);

}  // namespace gpubench::kernels
