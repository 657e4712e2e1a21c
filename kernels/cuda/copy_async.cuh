/// Copies to shared memory that a thread goes on beside: by words that tests may define before, since they
/// are PTX. Source: PTX ISA, "cp.async"; of compute capability 8.0 and later.
#pragma once

#ifndef GPUBENCH_COPY_ASYNC
#include <cstdint>

namespace gpubench::kernels::cuda {

/// 16 bytes, past the first-level cache; zeros where there is nothing to copy, `from` then only has to be an
/// address. Both are aligned to 16 bytes. Done when a wait says so, for the calling thread alone.
__device__ inline void copy_async(void* to_shared, const void* from, bool something) {
  const auto to = static_cast<std::uint32_t>(__cvta_generic_to_shared(to_shared));
  asm volatile("cp.async.cg.shared.global [%0], [%1], 16, %2;" ::"r"(to), "l"(from), "r"(something ? 16 : 0)
               : "memory");
}

/// The copies since the last end are a group.
__device__ inline void end_copies() {
  asm volatile("cp.async.commit_group;" ::: "memory");
}

/// Until all groups but the last `pending` are done.
template <int pending>
__device__ inline void wait_for_copies() {
  asm volatile("cp.async.wait_group %0;" ::"n"(pending) : "memory");
}

}  // namespace gpubench::kernels::cuda
#endif
