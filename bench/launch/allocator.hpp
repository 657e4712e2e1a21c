/// Allocators of a device's memory.
#pragma once
#include <memory>

#include "bench/native/allocator.hpp"

namespace gpubench {

/// cudaMalloc and cudaFree.
std::unique_ptr<Allocator> make_direct_allocator();
/// cudaMallocFromPoolAsync and cudaFreeAsync, of a pool of its own on the current device. keeps: what is
/// freed stays in the pool; else it goes at the next synchronisation.
std::unique_ptr<Allocator> make_pooled_allocator(bool keeps);

}  // namespace gpubench
