#include "bench/collectives/factors.hpp"
#include "bench/collectives/rows.hpp"

namespace gpubench {

Collective broadcast() {
  return {.name = "collectives/broadcast",
          .operation = "buffer[i] on every rank = buffer[i] of rank 0",
          .replicated = true,
          .main = true,
          .message_meaning = "whole buffer",
          .bus_factor = whole,
          .send_blocks = [](Member) { return 0; },
          .recv_blocks = [](Member) { return 1; },
          .source =
              [](Member, int) {
                return Source{kRoot, 0};
              },
          .own_block = [](Member place) { return place.rank == kRoot ? std::optional(0) : std::nullopt; },
          .always_in_place = true,
          .call = [](Communicator& ranks, const CollectiveCall& c,
                     Stream& stream) { ranks.broadcast(c.recv, c.count, c.type, kRoot, stream); }};
}

}  // namespace gpubench
