/// The kernel that holds a stream. Not for the CPU test harness: it waits for another processor's write.
#pragma once
#include <cstdint>

#include "kernels/cuda/hold.hpp"

namespace gpubench::kernels::cuda {

/// Wall time in nanoseconds. Not clock64(), which counts cycles: a clock that is lowered while the host
/// enqueues would make a second last several.
__device__ inline std::uint64_t wall_nanoseconds() {
  std::uint64_t time;
  asm volatile("mov.u64 %0, %%globaltimer;" : "=l"(time));
  return time;
}

/// One thread. Volatile: the host writes the word while the kernel runs.
__global__ void hold_kernel(HoldArguments arguments) {
  volatile HoldSignal* const signal = arguments.signal;
  const std::uint64_t begin = wall_nanoseconds();
  while (static_cast<std::int32_t>(signal->released - arguments.ticket) < 0) {
    if (wall_nanoseconds() - begin > arguments.nanoseconds_max) {
      signal->timed_out = arguments.ticket;
      __threadfence_system();
      return;
    }
    __nanosleep(200);  // A poll a microsecond across the bus at most, so that it slows no upload down.
  }
}

}  // namespace gpubench::kernels::cuda
