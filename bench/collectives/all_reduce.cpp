#include "bench/collectives/factors.hpp"
#include "bench/collectives/rows.hpp"

namespace gpubench {

Collective all_reduce() {
  return {
      .name = "collectives/all_reduce",
      .operation = "recv[i] on every rank = op over ranks of send[i]",
      .reduces = true,
      .replicated = true,
      .main = true,
      .message_meaning = "whole buffer, of each rank",
      .bus_factor = twice_all_but_own,
      .send_blocks = [](Member) { return 1; },
      .recv_blocks = [](Member) { return 1; },
      .source =
          [](Member, int) {
            return Source{kAllRanks, 0};
          },
      .own_block = [](Member) { return std::optional(0); },
      .call = [](Communicator& ranks, const CollectiveCall& c,
                 Stream& stream) { ranks.all_reduce(c.send, c.recv, c.count, c.type, c.reduction, stream); }};
}

}  // namespace gpubench
