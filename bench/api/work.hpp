/// Work: what one application of an operation does; the definition of every derived rate.
#pragma once
#include <cstdint>
#include <string>

#include "bench/api/units.hpp"

namespace gpubench {

/// What one enqueue() does, for one participant. Counted from the algorithm, never from counters:
/// write-allocate traffic, padding and retries are left out.
struct Work {
  Bytes read;
  Bytes written;
  Flops flop;
  /// Hops, updates, messages: what a latency is per. 1 where one enqueue is one operation.
  double operations = 1;
  /// For collectives: the size S of the catalogue's table, and in words what it counts ("whole buffer", "sent
  /// by a rank").
  Bytes message;
  std::string message_meaning;
  /// Bus bandwidth = bus_factor * S / t (nccl-tests' definition); 0 where it has no meaning.
  double bus_factor = 0;
};

/// The headline figure of a benchmark.
enum class Metric {
  bandwidth,      ///< (read + written) / t, GB/s
  flop_rate,      ///< flop / t, Gflop/s
  latency,        ///< t / operations, ns
  bus_bandwidth,  ///< bus_factor * message / t, GB/s
  message_rate,   ///< operations / t, 1/s
};

const char* to_string(Metric metric);

}  // namespace gpubench
