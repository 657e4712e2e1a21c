/// Handles of the CUDA runtime, each given back when its owner ends.
#pragma once
#include <cuda_runtime_api.h>

#include <memory>

#include "bench/cuda/check.hpp"

namespace gpubench {

struct DestroyEvent {
  void operator()(cudaEvent_t event) const noexcept { cudaEventDestroy(event); }
};
using CudaEvent = std::unique_ptr<CUevent_st, DestroyEvent>;

inline CudaEvent make_event() {
  cudaEvent_t event = nullptr;
  check_cuda(cudaEventCreate(&event), "cudaEventCreate");
  return CudaEvent(event);
}

/// The milliseconds between two events that have happened; negative where the second was first.
inline float milliseconds_between(const CudaEvent& start, const CudaEvent& stop) {
  float milliseconds = 0;
  check_cuda(cudaEventElapsedTime(&milliseconds, start.get(), stop.get()), "cudaEventElapsedTime");
  return milliseconds;
}

struct DestroyQueue {
  void operator()(cudaStream_t queue) const noexcept { cudaStreamDestroy(queue); }
};
/// A stream of the runtime. It waits for what was given to the null stream before, as trials that fill their
/// inputs there expect.
using CudaQueue = std::unique_ptr<CUstream_st, DestroyQueue>;

inline CudaQueue make_queue() {
  cudaStream_t queue = nullptr;
  check_cuda(cudaStreamCreate(&queue), "cudaStreamCreate");
  return CudaQueue(queue);
}

struct FreePinned {
  void operator()(void* data) const noexcept { cudaFreeHost(data); }
};
/// Page-locked memory of the host, mapped into the device's addresses.
template <class T>
using Pinned = std::unique_ptr<T[], FreePinned>;

/// Contents undefined. Throws std::runtime_error.
template <class T>
Pinned<T> make_pinned(std::size_t count) {
  void* data = nullptr;
  check_cuda(cudaHostAlloc(&data, count * sizeof(T), cudaHostAllocMapped), "cudaHostAlloc");
  return Pinned<T>(static_cast<T*>(data));
}

/// Where the device sees it.
template <class T>
T* device_address(const Pinned<T>& pinned) {
  void* data = nullptr;
  check_cuda(cudaHostGetDevicePointer(&data, pinned.get(), 0), "cudaHostGetDevicePointer");
  return static_cast<T*>(data);
}

}  // namespace gpubench
