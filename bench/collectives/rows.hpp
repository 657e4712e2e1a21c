/// The rows of data that make the collectives, one file each.
#pragma once
#include "bench/collectives/collective.hpp"

namespace gpubench {

Collective all_reduce();
Collective reduce_scatter();
Collective all_gather();
Collective all_to_all();
Collective broadcast();
Collective reduce();
Collective send_recv_ring();
Collective gather();
Collective scatter();

}  // namespace gpubench
