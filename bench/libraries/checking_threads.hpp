/// With how many threads of the host a library's outputs are checked.
#pragma once
#include <algorithm>
#include <thread>

#include "bench/api/benchmark.hpp"

namespace gpubench {

/// Machine::threads of a device are its multiprocessors; inputs and references are made by the host.
inline int library_checking_threads(const Machine& machine) {
  const int all = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  return std::clamp(machine.threads, 1, all);
}

}  // namespace gpubench
