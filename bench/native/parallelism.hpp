/// How many hands an operation has, and its checking.
#pragma once
#include <string>
#include <utility>

#include "bench/api/backend.hpp"

namespace gpubench {

/// The threads that checking may use: an operation's own on the host; beside a device a few, since other
/// ranks of the host check at the same time.
inline int checking_threads(const Backend& backend) {
  return backend.host_accessible() ? backend.threads() : 4;
}

/// For Trial::facts(): threads of a host, multiprocessors of a device.
inline std::pair<std::string, std::string> parallelism_fact(const Backend& backend) {
  return {backend.host_accessible() ? "threads" : "multiprocessors", std::to_string(backend.threads())};
}

}  // namespace gpubench
