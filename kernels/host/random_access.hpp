/// Random access: updates, reads and writes of a table at places that follow no order.
/// Source: HPC Challenge, RandomAccess; places and values here come from mix64, so that each is known without
/// the others.
#pragma once
#include <cstddef>
#include <cstdint>

#include "kernels/host/mix.hpp"

namespace gpubench::kernels {

/// The i-th random word, one for each (seed, i).
GPUBENCH_HOST_DEVICE inline std::uint64_t random_word(std::uint64_t seed, std::uint64_t i) {
  return mix64(seed + i * 0x9e3779b97f4a7c15);  // SplitMix64: the golden ratio's increment
}

/// table[w mod places] += w for the random words w of 0 .. updates-1, atomically. A sum, not HPCC's exclusive
/// or, which every second application would undo: it could not be told from one that never ran. Memory sees
/// the same.
struct RandomUpdateArguments {
  unsigned long long* table;  ///< What a device's atomics take.
  std::uint64_t places;       ///< A power of two.
  std::uint64_t updates;
  std::uint64_t seed;
  int threads = 1;  ///< Of the host.
};

/// gather: out[i] = in[index[i]]. scatter: out[index[i]] = in[i]. index: a permutation of 0 .. count-1.
template <class T>
struct IndexedCopyArguments {
  T* out;
  const T* in;
  const std::uint32_t* index;
  std::size_t count;
  int threads = 1;  ///< Of the host.
};

/// They throw nothing.
void random_update(const RandomUpdateArguments& arguments);
void gather(const IndexedCopyArguments<float>& arguments);
void gather(const IndexedCopyArguments<double>& arguments);
void scatter(const IndexedCopyArguments<float>& arguments);
void scatter(const IndexedCopyArguments<double>& arguments);

}  // namespace gpubench::kernels
