/// Pattern: fills an array with values that repeat, and finds where it differs from them; so that gigabytes
/// on a device need not cross the bus to be checked.
#pragma once
#include <cstddef>
#include <cstdint>

namespace gpubench::kernels {

/// data[i] = values[i mod period].
template <class T>
struct PatternFillArguments {
  T* data;
  std::size_t count;
  const T* values;
  std::size_t period;
  int threads = 1;  ///< Of the host.
};

/// Unsigned long long: what a device's atomics take.
struct PatternFindings {
  unsigned long long first_difference;  ///< Index of the first element that differs in any bit; ~0: none.
  unsigned long long digest_first;      ///< Digest of the data as found: see bench/numerics/digest.hpp.
  unsigned long long digest_second;
};
inline constexpr PatternFindings kNothingFound{~0ULL, 0, 0};

/// Adds to findings, which begin as kNothingFound.
template <class T>
struct PatternCheckArguments {
  const T* data;
  std::size_t count;
  const T* values;
  std::size_t period;
  PatternFindings* findings;
  int threads = 1;  ///< Of the host.
};

void pattern_fill(const PatternFillArguments<float>& arguments);
void pattern_fill(const PatternFillArguments<double>& arguments);
void pattern_check(const PatternCheckArguments<float>& arguments);
void pattern_check(const PatternCheckArguments<double>& arguments);

}  // namespace gpubench::kernels
