/// Inclusive prefix sums in one pass over memory: a block scans a tile, says what the tile adds, and looks
/// back over what the tiles before it said. Source: Merrill, Garland: Single-pass Parallel Prefix Scan with
/// Decoupled Look-back (NVIDIA technical report NVR-2016-002).
#pragma once
#include <cstdint>

#include "kernels/cuda/combine.cuh"
#include "kernels/cuda/pack.cuh"
#include "kernels/host/scan.hpp"

namespace gpubench::kernels::cuda {

inline constexpr int kScanThreads = 256;
inline constexpr int kScanItems = static_cast<int>(kScanTile) / kScanThreads;

/// What a tile has said: nothing, its own sum, or the sum up to its end. It stands beside the value in one
/// word, which is written and read at once, so that no fence is needed between them.
enum class TileState : std::uint32_t { nothing = 0, own = 1, all = 2 };

inline __device__ std::uint32_t bits_of(std::int32_t value) {
  return static_cast<std::uint32_t>(value);
}
inline __device__ std::uint32_t bits_of(float value) {
  union {
    float value;
    std::uint32_t bits;
  } word{value};
  return word.bits;
}
inline __device__ void set_bits(std::uint32_t bits, std::int32_t& value) {
  value = static_cast<std::int32_t>(bits);
}
inline __device__ void set_bits(std::uint32_t bits, float& value) {
  union {
    std::uint32_t bits;
    float value;
  } word{bits};
  value = word.value;
}

template <class T>
__device__ void say(unsigned long long* word, TileState state, T value) {
  atomicExch(word, static_cast<unsigned long long>(state) << 32 | bits_of(value));
}

/// Nothing said, no tile given out.
template <class T>
__global__ void scan_prepare(ScanArguments<T> a) {
  const std::size_t threads = static_cast<std::size_t>(gridDim.x) * blockDim.x;
  for (std::size_t i = static_cast<std::size_t>(blockIdx.x) * blockDim.x + threadIdx.x; i < a.state_count;
       i += threads) {
    a.states[i] = 0;
  }
}

/// The sum of all tiles before this one; every lane of the calling warp gets it. 32 tiles are looked at at
/// once: their own sums count down to the nearest that knows all before it.
template <class T>
__device__ T look_back(unsigned long long* states, std::size_t tile) {
  const unsigned lane = threadIdx.x % kWarpThreads;
  T before = 0;
  for (std::size_t end = tile; end > 0;) {
    const bool exists = lane < end;
    unsigned long long word = 0;
    TileState state;
    do {  // An addition of nothing reads what other multiprocessors wrote, past the first-level cache.
      if (exists) word = atomicAdd(&states[end - 1 - lane], 0ULL);
      state = static_cast<TileState>(word >> 32);
    } while (__any_sync(kWholeWarp, exists && state == TileState::nothing));
    const std::uint32_t knowing = __ballot_sync(kWholeWarp, exists && state == TileState::all);
    // The lanes up to the nearest that knows all: lower bits, and the lowest that is set.
    const std::uint32_t wanted = knowing ^ (knowing - 1);
    T value = 0;
    if (exists && (wanted >> lane & 1) != 0) set_bits(static_cast<std::uint32_t>(word), value);
    before = before + combine_warp(value, Add());
    if (knowing != 0) break;
    end -= kWarpThreads;  // Tile 0 always knows all, so that 32 tiles exist here.
  }
  return before;
}

/// The inclusive prefix sum over the warp's lanes.
template <class T>
__device__ T scan_warp(T value) {
  const int lane = static_cast<int>(threadIdx.x % kWarpThreads);
  for (int lanes = 1; lanes < kWarpThreads; lanes *= 2) {
    const T other = __shfl_up_sync(kWholeWarp, value, static_cast<unsigned>(lanes));
    if (lane >= lanes) value = other + value;
  }
  return value;
}

/// A thread's share of a tile: packs that lie a warp's width apart, so that a warp reads and writes whole
/// lines.
template <class T>
struct ScanShare {
  static constexpr int packs = kScanItems / Pack<T>::count;
  Pack<T> items[packs];

  __device__ static std::size_t place(std::size_t tile, int pack) {
    const std::size_t warp = threadIdx.x / kWarpThreads, lane = threadIdx.x % kWarpThreads;
    return tile * kScanTile + ((warp * packs + pack) * kWarpThreads + lane) * Pack<T>::count;
  }

  /// What lies beyond the end is 0.
  __device__ void load(const ScanArguments<T>& a, std::size_t tile) {
    for (int p = 0; p < packs; ++p) {
      const std::size_t first = place(tile, p);
      if (first + Pack<T>::count <= a.count) {
        items[p] = load_pack(a.in + first);
      } else {
        for (int k = 0; k < Pack<T>::count; ++k)
          items[p].values[k] = first + k < a.count ? a.in[first + k] : 0;
      }
    }
  }

  __device__ void store(const ScanArguments<T>& a, std::size_t tile) const {
    for (int p = 0; p < packs; ++p) {
      const std::size_t first = place(tile, p);
      if (first + Pack<T>::count <= a.count) {
        store_pack(a.out + first, items[p]);
      } else {
        for (int k = 0; first + k < a.count && k < Pack<T>::count; ++k) a.out[first + k] = items[p].values[k];
      }
    }
  }

  /// Makes items the inclusive sums over the warp's share, and returns the whole of it.
  __device__ T scan_own_warp() {
    T total = 0;
    for (Pack<T>& pack : items) {
      for (int k = 1; k < Pack<T>::count; ++k) pack.values[k] = pack.values[k - 1] + pack.values[k];
      const T inclusive = scan_warp(pack.values[Pack<T>::count - 1]);
      const T left = __shfl_up_sync(kWholeWarp, inclusive, 1U);
      const T before = threadIdx.x % kWarpThreads == 0 ? total : total + left;
      for (T& value : pack.values) value = before + value;
      total = total + __shfl_sync(kWholeWarp, inclusive, kWarpThreads - 1);
    }
    return total;
  }

  __device__ void add(T before) {
    for (Pack<T>& pack : items) {
      for (T& value : pack.values) value = before + value;
    }
  }
};

/// What the warps before this one hold together, and in total what all hold.
template <class T>
__device__ T sum_warps_before(T own, T& total) {
  GPUBENCH_SHARED(sums, T[kScanThreads / kWarpThreads]);
  const unsigned warp = threadIdx.x / kWarpThreads;
  if (threadIdx.x % kWarpThreads == 0) sums[warp] = own;
  __syncthreads();
  T before = 0;
  total = 0;
  for (unsigned w = 0; w < kScanThreads / kWarpThreads; ++w) {
    if (w == warp) before = total;
    total = total + sums[w];
  }
  return before;
}

/// One tile a block. Tiles are given out in the order in which blocks begin, so that whatever a block waits
/// for is held by one that runs already or has ended: right under any scheduling.
template <class T>
__global__ void scan_tiles(ScanArguments<T> a) {
  GPUBENCH_SHARED(given, unsigned long long);
  GPUBENCH_SHARED(before_tile, T);
  if (threadIdx.x == 0) given = atomicAdd(a.states + a.state_count - 1, 1ULL);
  __syncthreads();
  const std::size_t tile = given;
  ScanShare<T> share;
  share.load(a, tile);
  T total;
  const T before_warp = sum_warps_before(share.scan_own_warp(), total);
  if (threadIdx.x < kWarpThreads) {
    if (threadIdx.x == 0) say(&a.states[tile], tile == 0 ? TileState::all : TileState::own, total);
    const T earlier = look_back<T>(a.states, tile);
    if (threadIdx.x == 0) {
      if (tile > 0) say(&a.states[tile], TileState::all, earlier + total);
      before_tile = earlier;
    }
  }
  __syncthreads();
  share.add(before_tile + before_warp);
  share.store(a, tile);
}

}  // namespace gpubench::kernels::cuda
