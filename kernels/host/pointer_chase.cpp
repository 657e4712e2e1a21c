#include "kernels/host/pointer_chase.hpp"

namespace gpubench::kernels {

const ChaseNode* chase(const ChaseNode* from, std::uint64_t hops) {
  const ChaseNode* node = from;
  for (std::uint64_t i = 0; i < hops;
       i += 16) {  // Unrolled: the loop's own instructions hide behind the loads.
    node = node->next->next->next->next->next->next->next->next;
    node = node->next->next->next->next->next->next->next->next;
  }
  return node;
}

void link_cycle(ChaseNode* nodes, const std::uint32_t* order, std::size_t count) {
  for (std::size_t j = 0; j + 1 < count; ++j) nodes[order[j]].next = &nodes[order[j + 1]];
  nodes[order[count - 1]].next = &nodes[order[0]];
}

}  // namespace gpubench::kernels
