/// Copies between two devices that one process sees.
#pragma once
#include "bench/api/devices.hpp"

namespace gpubench {

/// to[i] = from[i], size bytes of random words, by cudaMemcpyPeerAsync; timed by events on the first device,
/// the median of five after one that warms up. Every byte that arrived is checked. Direct where the first
/// device reaches the other's memory, else through the host. Throws std::runtime_error.
PeerCopy copy_between_devices(int from, int to, Bytes size);

}  // namespace gpubench
