/// The bits of an element, and what they add to a digest; the same on hosts and devices.
#pragma once
#include <cstdint>
#include <cstring>

#include "kernels/host/mix.hpp"
#include "kernels/host/pattern.hpp"

namespace gpubench::kernels {

GPUBENCH_HOST_DEVICE inline std::uint64_t bits_of(float value) {
  std::uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}
GPUBENCH_HOST_DEVICE inline std::uint64_t bits_of(double value) {
  std::uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

/// All NaNs are one.
GPUBENCH_HOST_DEVICE inline std::uint64_t digest_bits(float value) {
  return value == value ? bits_of(value) : 0x7fc00000U;
}
GPUBENCH_HOST_DEVICE inline std::uint64_t digest_bits(double value) {
  return value == value ? bits_of(value) : 0x7ff8000000000000U;
}

/// Takes element i into what was found so far.
template <class T>
GPUBENCH_HOST_DEVICE inline void find_in_element(PatternFindings& found, std::uint64_t i, T value,
                                                 T expected) {
  if (bits_of(value) != bits_of(expected) && i < found.first_difference) found.first_difference = i;
  const std::uint64_t bits = digest_bits(value);
  found.digest_first += mix64(mix64(i ^ kDigestSeedFirst) + bits);
  found.digest_second += mix64(mix64(i ^ kDigestSeedSecond) + bits);
}

}  // namespace gpubench::kernels
