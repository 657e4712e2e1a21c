#include "bench/collectives/factors.hpp"
#include "bench/collectives/rows.hpp"

namespace gpubench {

Collective scatter() {
  return {.name = "collectives/scatter",
          .operation = "recv[i] on rank r = send[r*count + i] of rank 0",
          .parts = true,
          .osu_per_rank = true,
          .message_meaning = "whole buffer, one part a rank",
          .bus_factor = all_but_own,
          .send_blocks = [](Member place) { return place.rank == kRoot ? place.size : 0; },
          .recv_blocks = [](Member) { return 1; },
          .source =
              [](Member place, int) {
                return Source{kRoot, place.rank};
              },
          .call = [](Communicator& ranks, const CollectiveCall& c,
                     Stream& stream) { ranks.scatter(c.send, c.recv, c.count, c.type, kRoot, stream); }};
}

}  // namespace gpubench
