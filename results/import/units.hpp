/// Units: those that other programs print, as seconds an operation.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace gpubench::results {

/// How a figure becomes seconds of one operation: times are scaled; of a rate the operation is what a second
/// of the base unit's thousand million has (1 GB, 1 Gflop), or one item.
struct Unit {
  double factor = 1;   ///< To seconds, or to the base unit a second.
  bool rate = false;   ///< Seconds an operation = amount / (factor x figure).
  double amount = 1;   ///< Of an operation, in the base unit: 1e9 bytes, 1e9 flop, 1 item.
  std::string metric;  ///< Of the model: latency, bandwidth, flop_rate, message_rate.
};

/// "us", "MB/s" (decimal), "GiB/s", "Gflop/s", "1/s", "items/s"; nothing where it is none of them.
std::optional<Unit> find_unit(std::string_view name);

/// All of them, for messages.
std::string unit_names();

}  // namespace gpubench::results
