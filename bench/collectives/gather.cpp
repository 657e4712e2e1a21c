#include "bench/collectives/factors.hpp"
#include "bench/collectives/rows.hpp"

namespace gpubench {

Collective gather() {
  return {.name = "collectives/gather",
          .operation = "recv[r*count + i] on rank 0 = send[i] of rank r",
          .parts = true,
          .osu_per_rank = true,
          .message_meaning = "whole buffer, one part a rank",
          .bus_factor = all_but_own,
          .send_blocks = [](Member) { return 1; },
          .recv_blocks = [](Member place) { return place.rank == kRoot ? place.size : 0; },
          .source =
              [](Member, int block) {
                return Source{block, 0};
              },
          .call = [](Communicator& ranks, const CollectiveCall& c,
                     Stream& stream) { ranks.gather(c.send, c.recv, c.count, c.type, kRoot, stream); }};
}

}  // namespace gpubench
