/// Pack: 16 bytes of elements, the most one thread loads at once.
#pragma once
#include <cstdint>

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

/// The same from the second-level cache: the first one, a multiprocessor's own, is passed by.
__device__ inline Pack<std::uint32_t> load_pack_past_l1(const std::uint32_t* from) {
  const uint4 words = __ldcg(reinterpret_cast<const uint4*>(from));
  return {{words.x, words.y, words.z, words.w}};
}

template <class T>
__device__ inline void store_pack(T* to, const Pack<T>& pack) {
  *reinterpret_cast<Pack<T>*>(to) = pack;
}

}  // namespace gpubench::kernels::cuda
