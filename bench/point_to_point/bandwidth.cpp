#include "bench/point_to_point/window.hpp"

namespace gpubench {

Pair bandwidth() {
  return {.name = "point_to_point/bandwidth",
          .operation = "rank 0 sends 64 messages to rank 1, which answers when all have come",
          .message_meaning = "sent by rank 0, 64 messages",
          .messages = kWindow,
          .quick = {64_KiB},
          .standard = {64_KiB, 1_MiB},
          .size_max = 4_MiB,
          .lead = send_window,
          .follow = receive_window};
}

}  // namespace gpubench
