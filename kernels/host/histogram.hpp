/// Histogram: how often each value occurs.
#pragma once
#include <cstddef>
#include <cstdint>

namespace gpubench::kernels {

/// As many bins as a value of that width can have: 256 or 65536.
template <class T>
inline constexpr std::size_t kHistogramBins = std::size_t{1} << (8 * sizeof(T));

/// bins[v] = how many of values[0 .. count-1] are v; below 2^31.
/// Counts: count values read, all bins written; one addition a value.
template <class T>
struct HistogramArguments {
  const T* values = nullptr;  ///< T[count]; 16-byte aligned.
  std::size_t count = 0;
  std::int32_t* bins = nullptr;  ///< Of kHistogramBins<T>, overwritten.
  int threads = 1;               ///< Of the host.
};

/// On `threads` OpenMP threads, each with bins of its own.
void histogram(const HistogramArguments<std::uint8_t>& arguments);
void histogram(const HistogramArguments<std::uint16_t>& arguments);

}  // namespace gpubench::kernels
