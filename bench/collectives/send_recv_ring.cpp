#include "bench/collectives/factors.hpp"
#include "bench/collectives/rows.hpp"

namespace gpubench {

Collective send_recv_ring() {
  return {.name = "collectives/send_recv_ring",
          .operation = "recv[i] on rank r = send[i] of rank r-1, the last rank sending to the first",
          .message_meaning = "whole buffer, sent by a rank",
          .bus_factor = whole,
          .send_blocks = [](Member) { return 1; },
          .recv_blocks = [](Member) { return 1; },
          .source =
              [](Member place, int) {
                return Source{(place.rank + place.size - 1) % place.size, 0};
              },
          .call =
              [](Communicator& ranks, const CollectiveCall& c, Stream& stream) {
                const int size = ranks.size();
                const int next = (ranks.rank() + 1) % size;
                const int previous = (ranks.rank() + size - 1) % size;
                ranks.send_recv(c.send, next, c.recv, previous, c.count, c.type, stream);
              }};
}

}  // namespace gpubench
