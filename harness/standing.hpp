/// Standing: how a run stands between two cases, the same on all ranks.
#pragma once

#include "bench/api/communicator.hpp"
#include "bench/api/units.hpp"

namespace gpubench {

struct Standing {
  int failure = 0;   ///< Exit code of an error that only rank 0 met (a full disk); 0 where there is none.
  int signal = 0;    ///< SIGINT or SIGTERM of any rank; 0 where none had one.
  Seconds spent{0};  ///< Since the first rank began.

  /// No further case begins.
  bool ends_run() const { return failure != 0 || signal != 0; }
};

/// Every rank's own view made one: the largest of each. Collective.
inline Standing agree_standing(World& world, const Standing& own) {
  double view[] = {static_cast<double>(own.failure), static_cast<double>(own.signal), own.spent.count()};
  world.all_reduce_max(view);
  return {static_cast<int>(view[0]), static_cast<int>(view[1]), Seconds(view[2])};
}

}  // namespace gpubench
