#include "bench/point_to_point/window.hpp"

namespace gpubench {

Pair multi_pair_bandwidth() {
  return {
      .name = "point_to_point/multi_pair_bandwidth",
      .operation = "each rank i < n/2 sends 64 messages to rank i + n/2, which answers when all have come",
      .message_meaning = "sent by all lower ranks, 64 messages each",
      .all_pairs = true,
      .messages = kWindow,
      .quick = {64_KiB},
      .standard = {64_KiB},
      .size_max = 4_MiB,
      .lead = send_window,
      .follow = receive_window};
}

}  // namespace gpubench
