#include "bench/point_to_point/pair.hpp"

namespace gpubench {

/// OSU's definition of latency: half a round trip of blocking messages, each rank with one buffer to send and
/// one to receive.
Pair latency() {
  return {.name = "point_to_point/latency",
          .operation = "rank 0 sends to rank 1 and receives its answer; half the round trip (as osu_latency)",
          .message_meaning = "one message",
          .metric = Metric::latency,
          .operations = 2,
          .leader_receives = true,
          .quick = {8_B},
          .standard = {8_B, 64_KiB, 1_MiB, 4_MiB},
          .size_max = 256_MiB,
          .lead =
              [](Communicator& ranks, const PairEnd& end, Stream& stream) {
                ranks.send(end.send, end.count, DataType::f32, end.peer, stream);
                ranks.recv(end.recv, end.count, DataType::f32, end.peer, stream);
              },
          .follow =
              [](Communicator& ranks, const PairEnd& end, Stream& stream) {
                ranks.recv(end.recv, end.count, DataType::f32, end.peer, stream);
                ranks.send(end.send, end.count, DataType::f32, end.peer, stream);
              }};
}

}  // namespace gpubench
