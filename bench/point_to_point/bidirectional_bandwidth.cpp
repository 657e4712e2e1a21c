#include "bench/point_to_point/pair.hpp"

namespace gpubench {
namespace {

void exchange_windows(Communicator& ranks, const PairEnd& end, Stream& stream) {
  for (std::size_t i = 0; i < kWindow; ++i)
    ranks.post_recv(end.slot(i), end.count, DataType::f32, end.peer, stream);
  for (std::size_t i = 0; i < kWindow; ++i)
    ranks.post_send(end.send, end.count, DataType::f32, end.peer, stream);
  ranks.wait_all(stream);
}

}  // namespace

Pair bidirectional_bandwidth() {
  return {.name = "point_to_point/bidirectional_bandwidth",
          .operation = "ranks 0 and 1 send 64 messages to each other at once",
          .message_meaning = "sent both ways, 64 messages each",
          .messages = kWindow,
          .leader_receives = true,
          .both_ways = true,
          .quick = {64_KiB},
          .standard = {64_KiB, 1_MiB},
          .size_max = 4_MiB,
          .lead = exchange_windows,
          .follow = exchange_windows};
}

}  // namespace gpubench
