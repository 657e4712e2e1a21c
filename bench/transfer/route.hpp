/// Route: from where to where bytes go, and by whom.
#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "bench/api/benchmark.hpp"

namespace gpubench {

enum class Route {
  host_to_device,
  device_to_host,
  device_to_device,
  bidirectional,
  peer_to_peer,
  peer_bidirectional
};

inline bool touches_peer(Route route) {
  return route == Route::peer_to_peer || route == Route::peer_bidirectional;
}

/// One end of every route but device_to_device and those between peers is the host's memory.
inline bool touches_host(Route route) {
  return route == Route::host_to_device || route == Route::device_to_host || route == Route::bidirectional;
}

/// What a trial moves. Defined by the axes size, memory and engine.
struct Load {
  Route route;
  std::size_t size;  ///< Bytes, each way.
  bool pinned;       ///< The host's memory is page-locked.
  bool by_kernel;    ///< Loads and stores of a kernel instead of a copy engine.
};

/// Throws std::bad_alloc, or std::runtime_error.
std::unique_ptr<Trial> make_transfer_trial(const Load& load, Context& context);

}  // namespace gpubench
