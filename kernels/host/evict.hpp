/// Evict: memory put out of every cache.
#pragma once
#include <cstddef>

namespace gpubench::kernels {

/// Whether the processor can flush single lines without waiting for each (CLFLUSHOPT).
bool can_flush_lines();

/// Writes back and drops each cache line of the memory, on that many threads. Needs can_flush_lines().
void flush_lines(const std::byte* memory, std::size_t size, int threads);

}  // namespace gpubench::kernels
