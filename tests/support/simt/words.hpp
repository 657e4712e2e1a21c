/// The words of CUDA that kernels under test may use.
#pragma once
#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>

#include "tests/support/simt/launch.hpp"
#include "tests/support/simt/warp.hpp"

// The scheduler sets them at each turn.
inline uint3 threadIdx{}, blockIdx{};
inline dim3 blockDim, gridDim;
inline constexpr int warpSize = 32;

using std::max;
using std::min;

namespace gpubench::simt {

void barrier(Place place);

/// A value of at most 8 bytes, as lanes hand it over.
template <class T>
std::uint64_t to_bits(T value) {
  static_assert(sizeof(T) <= 8);
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof value);
  return bits;
}

template <class T>
T shuffle(const char* word, std::uint32_t mask, T value, int source, Place place) {
  const std::uint64_t bits = join_warp({word, mask, to_bits(value), source, Answer::shuffle, place});
  T result;
  std::memcpy(&result, &bits, sizeof result);
  return result;
}

inline std::uint32_t ballot(const char* word, std::uint32_t mask, bool predicate, Place place) {
  return static_cast<std::uint32_t>(join_warp({word, mask, predicate, 0, Answer::ballot, place}));
}

/// First lane of the caller's group of `width` lanes.
inline int group_begin(int width) {
  return lane() & ~(width - 1);
}

/// Atomic as an access of memory, ordering nothing: CUDA's atomics are relaxed.
template <class T, class Change>
T change_atomically(T* address, Change change) {
  std::atomic_ref<T> word(*address);
  T old = word.load(std::memory_order_relaxed);
  while (!word.compare_exchange_weak(old, change(old), std::memory_order_relaxed)) continue;
  return old;
}

}  // namespace gpubench::simt

inline void __syncthreads(gpubench::simt::Place place = gpubench::simt::Place::current()) {
  gpubench::simt::barrier(place);
}

inline void __syncwarp(std::uint32_t mask = ~0U,
                       gpubench::simt::Place place = gpubench::simt::Place::current()) {
  using gpubench::simt::Answer;
  gpubench::simt::join_warp({"__syncwarp", mask, 0, 0, Answer::order, place});
}

template <class T>
T __shfl_sync(std::uint32_t mask, T value, int source, int width = 32,
              gpubench::simt::Place place = gpubench::simt::Place::current()) {
  const int lane = gpubench::simt::group_begin(width) + (source & (width - 1));
  return gpubench::simt::shuffle("__shfl_sync", mask, value, lane, place);
}

template <class T>
T __shfl_up_sync(std::uint32_t mask, T value, unsigned delta, int width = 32,
                 gpubench::simt::Place place = gpubench::simt::Place::current()) {
  const int own = gpubench::simt::lane(), lane = own - static_cast<int>(delta);
  const bool inside = lane >= gpubench::simt::group_begin(width);
  return gpubench::simt::shuffle("__shfl_up_sync", mask, value, inside ? lane : own, place);
}

template <class T>
T __shfl_down_sync(std::uint32_t mask, T value, unsigned delta, int width = 32,
                   gpubench::simt::Place place = gpubench::simt::Place::current()) {
  const int own = gpubench::simt::lane(), lane = own + static_cast<int>(delta);
  const bool inside = lane < gpubench::simt::group_begin(width) + width;
  return gpubench::simt::shuffle("__shfl_down_sync", mask, value, inside ? lane : own, place);
}

/// A lane of a later group is out of reach and gives the caller's own value; of an earlier one it is not.
template <class T>
T __shfl_xor_sync(std::uint32_t mask, T value, int lanes, int width = 32,
                  gpubench::simt::Place place = gpubench::simt::Place::current()) {
  const int own = gpubench::simt::lane(), lane = own ^ lanes;
  const bool inside = lane < gpubench::simt::group_begin(width) + width;
  return gpubench::simt::shuffle("__shfl_xor_sync", mask, value, inside ? lane : own, place);
}

inline std::uint32_t __ballot_sync(std::uint32_t mask, int predicate,
                                   gpubench::simt::Place place = gpubench::simt::Place::current()) {
  return gpubench::simt::ballot("__ballot_sync", mask, predicate != 0, place);
}

inline int __any_sync(std::uint32_t mask, int predicate,
                      gpubench::simt::Place place = gpubench::simt::Place::current()) {
  return gpubench::simt::ballot("__any_sync", mask, predicate != 0, place) != 0;
}

inline int __all_sync(std::uint32_t mask, int predicate,
                      gpubench::simt::Place place = gpubench::simt::Place::current()) {
  return gpubench::simt::ballot("__all_sync", mask, predicate == 0, place) == 0;
}

template <class T>
T atomicAdd(T* address, T value) {
  return gpubench::simt::change_atomically(address, [=](T old) { return static_cast<T>(old + value); });
}
template <class T>
T atomicMax(T* address, T value) {
  return gpubench::simt::change_atomically(address, [=](T old) { return max(old, value); });
}
template <class T>
T atomicMin(T* address, T value) {
  return gpubench::simt::change_atomically(address, [=](T old) { return min(old, value); });
}
template <class T>
T atomicXor(T* address, T value) {
  return gpubench::simt::change_atomically(address, [=](T old) { return static_cast<T>(old ^ value); });
}
template <class T>
T atomicExch(T* address, T value) {
  return gpubench::simt::change_atomically(address, [=](T) { return value; });
}
template <class T>
T atomicCAS(T* address, T expected, T value) {
  return gpubench::simt::change_atomically(address, [=](T old) { return old == expected ? value : old; });
}

template <class T>
T __ldg(const T* address) {
  return *address;
}
template <class T>
T __ldcg(const T* address) {
  return *address;
}

inline int __popc(std::uint32_t bits) {
  return std::popcount(bits);
}
