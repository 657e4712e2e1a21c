#include "bench/collectives/factors.hpp"
#include "bench/collectives/rows.hpp"

namespace gpubench {

Collective all_to_all() {
  return {.name = "collectives/all_to_all",
          .operation = "recv[s*count + i] on rank r = send[r*count + i] of rank s",
          .parts = true,
          .osu_per_rank = true,
          .main = true,
          .message_meaning = "sent by a rank, one part a rank",
          .bus_factor = all_but_own,
          .send_blocks = [](Member place) { return place.size; },
          .recv_blocks = [](Member place) { return place.size; },
          .source =
              [](Member place, int block) {
                return Source{block, place.rank};
              },
          .call = [](Communicator& ranks, const CollectiveCall& c,
                     Stream& stream) { ranks.all_to_all(c.send, c.recv, c.count, c.type, stream); }};
}

}  // namespace gpubench
