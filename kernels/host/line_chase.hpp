/// Line chase: the latency of a device's load that the next one depends on; here its twin on the host.
#pragma once
#include <cstddef>
#include <cstdint>

#include "kernels/host/mix.hpp"

namespace gpubench::kernels {

/// One line of a device's caches, so that each hop is a line of its own.
struct alignas(128) LineNode {
  const LineNode* next;
};

/// Where a walk stands and where it last ended; on the device.
struct LineWalk {
  const LineNode* position;
  const LineNode* end;
};

struct LineChaseArguments {
  LineWalk* walk;
  std::uint64_t hops;
};

/// Where that many hops from a node end: dependent loads of one thread.
GPUBENCH_HOST_DEVICE inline const LineNode* follow(const LineNode* node, std::uint64_t hops) {
  for (std::uint64_t i = 0; i < hops; ++i) node = node->next;
  return node;
}

/// walk->position and walk->end become the node `hops` beyond walk->position. Throws nothing.
inline void line_chase(const LineChaseArguments& x) {
  x.walk->position = x.walk->end = follow(x.walk->position, x.hops);
}

}  // namespace gpubench::kernels
