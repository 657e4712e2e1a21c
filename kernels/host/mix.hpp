/// mix64: 64 bits as if at random from 64 bits, on hosts and devices alike.
#pragma once
#include <cstdint>

#ifdef __CUDACC__
#define GPUBENCH_HOST_DEVICE __host__ __device__
#else
#define GPUBENCH_HOST_DEVICE
#endif

namespace gpubench::kernels {

/// The finaliser of SplitMix64 (Stafford's mix 13): one to one.
GPUBENCH_HOST_DEVICE inline std::uint64_t mix64(std::uint64_t z) {
  z ^= z >> 30;
  z *= 0xbf58476d1ce4e5b9;
  z ^= z >> 27;
  z *= 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

/// Of the two halves of a digest.
inline constexpr std::uint64_t kDigestSeedFirst = 0x9e3779b97f4a7c15;
inline constexpr std::uint64_t kDigestSeedSecond = 0xc2b2ae3d27d4eb4f;

}  // namespace gpubench::kernels
