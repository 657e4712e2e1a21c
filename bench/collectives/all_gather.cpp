#include "bench/collectives/factors.hpp"
#include "bench/collectives/rows.hpp"

namespace gpubench {

Collective all_gather() {
  return {.name = "collectives/all_gather",
          .operation = "recv[r*count + i] on every rank = send[i] of rank r",
          .parts = true,
          .osu_per_rank = true,
          .replicated = true,
          .main = true,
          .message_meaning = "whole buffer, one part a rank",
          .bus_factor = all_but_own,
          .send_blocks = [](Member) { return 1; },
          .recv_blocks = [](Member place) { return place.size; },
          .source =
              [](Member, int block) {
                return Source{block, 0};
              },
          .own_block = [](Member place) { return std::optional(place.rank); },
          .call = [](Communicator& ranks, const CollectiveCall& c,
                     Stream& stream) { ranks.all_gather(c.send, c.recv, c.count, c.type, stream); }};
}

}  // namespace gpubench
