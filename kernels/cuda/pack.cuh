/// Pack: 16 bytes of elements, the most one thread loads at once.
#pragma once

namespace gpubench::kernels::cuda {

template <class T>
struct alignas(16) Pack {
  static constexpr int count = static_cast<int>(16 / sizeof(T));
  T values[count];
};

/// One load, as long as the address is a multiple of 16.
template <class T>
__device__ inline Pack<T> load_pack(const T* from) {
  return *reinterpret_cast<const Pack<T>*>(from);
}

template <class T>
__device__ inline void store_pack(T* to, const Pack<T>& pack) {
  *reinterpret_cast<Pack<T>*>(to) = pack;
}

}  // namespace gpubench::kernels::cuda
