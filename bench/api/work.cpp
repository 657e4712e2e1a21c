#include "bench/api/work.hpp"

namespace gpubench {

const char* to_string(Metric metric) {
  switch (metric) {
    case Metric::bandwidth:
      return "bandwidth";
    case Metric::flop_rate:
      return "flop_rate";
    case Metric::latency:
      return "latency";
    case Metric::bus_bandwidth:
      return "bus_bandwidth";
    case Metric::message_rate:
      return "message_rate";
  }
  return "unknown";
}

}  // namespace gpubench
