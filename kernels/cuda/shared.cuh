/// Shared memory, declared by words that tests may define before: on the CPU each declaration then has fresh,
/// poisoned memory in each block. An array's type is written as one: GPUBENCH_SHARED(tile, float[32][33]).
#pragma once

#ifndef GPUBENCH_SHARED
namespace gpubench::kernels::cuda {
/// Turns "float[32][33]" into a type that may stand before a name.
template <class T>
struct SharedType {
  using Type = T;
};
}  // namespace gpubench::kernels::cuda

#define GPUBENCH_SHARED(name, ...) \
  __shared__ typename ::gpubench::kernels::cuda::SharedType<__VA_ARGS__>::Type name

/// As many as the launch gives; aligned to 128 bytes. One name for all, because CUDA gives all of a kernel
/// the same memory and takes two types of one name for an error.
#define GPUBENCH_DYNAMIC_SHARED(type, name)                                 \
  extern __shared__ __align__(128) unsigned char gpubench_dynamic_shared[]; \
  type* const name = reinterpret_cast<type*>(gpubench_dynamic_shared)
#endif
