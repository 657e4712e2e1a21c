#include "bench/collectives/factors.hpp"
#include "bench/collectives/rows.hpp"

namespace gpubench {

Collective reduce() {
  return {.name = "collectives/reduce",
          .operation = "recv[i] on rank 0 = op over ranks of send[i]",
          .reduces = true,
          .message_meaning = "whole buffer, of each rank",
          .bus_factor = whole,
          .send_blocks = [](Member) { return 1; },
          .recv_blocks = [](Member place) { return place.rank == kRoot ? 1 : 0; },
          .source =
              [](Member, int) {
                return Source{kAllRanks, 0};
              },
          .call =
              [](Communicator& ranks, const CollectiveCall& c, Stream& stream) {
                ranks.reduce(c.send, c.recv, c.count, c.type, c.reduction, kRoot, stream);
              }};
}

}  // namespace gpubench
