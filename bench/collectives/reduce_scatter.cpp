#include "bench/collectives/factors.hpp"
#include "bench/collectives/rows.hpp"

namespace gpubench {

Collective reduce_scatter() {
  return {.name = "collectives/reduce_scatter",
          .operation = "recv[i] on rank r = op over ranks of send[r*count + i]",
          .reduces = true,
          .parts = true,
          .main = true,
          .message_meaning = "whole buffer, one part a rank",
          .bus_factor = all_but_own,
          .send_blocks = [](Member place) { return place.size; },
          .recv_blocks = [](Member) { return 1; },
          .source =
              [](Member place, int) {
                return Source{kAllRanks, place.rank};
              },
          .call =
              [](Communicator& ranks, const CollectiveCall& c, Stream& stream) {
                ranks.reduce_scatter(c.send, c.recv, c.count, c.type, c.reduction, stream);
              }};
}

}  // namespace gpubench
