/// LateArrival: whether a barrier holds ranks back until the last one has come.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>

#include "bench/api/array.hpp"
#include "bench/api/backend.hpp"
#include "bench/api/communicator.hpp"

namespace gpubench {

/// One rank, another one each time, comes late. Every other rank reads its clock and tells the late one that
/// it is about to enter; the late one hears all of them, sleeps, and enters. So by cause and effect, on any
/// number of hosts and without a common clock, each other rank must spend at least that sleep between its
/// reading and its leaving. A barrier that works is never blamed; one that does not is overlooked only where
/// the rank happened to be descheduled for as long.
class LateArrival {
 public:
  /// References must outlive this. first: the rank that is late at the first try. Throws std::bad_alloc.
  LateArrival(Backend& backend, Communicator& ranks, std::uint64_t first);

  /// The rank for which this one did not wait. Collective; outside timing.
  std::optional<int> find_unawaited();

 private:
  void come_late();
  bool waits_for(int late);

  Communicator& ranks_;
  std::unique_ptr<Stream> stream_;
  Array<std::int32_t> word_;
  std::uint64_t tries_;
};

}  // namespace gpubench
