/// Reduce: the sum of an array.
#pragma once
#include <cstddef>

namespace gpubench::kernels {

/// Sums of the first pass. Fixed, so that the order of additions follows from the count alone, never from the
/// number of threads or multiprocessors; enough for 8 blocks on each of 128 multiprocessors.
inline constexpr std::size_t kReducePartials = 1024;

/// sum[0] = x[0] + ... + x[count - 1], added in T, in two passes: kReducePartials sums, then their sum.
/// Counts: count words read, count - 1 additions; the partial sums are left out.
template <class T>
struct ReduceArguments {
  const T* x = nullptr;  ///< T[count]; 16-byte aligned.
  std::size_t count = 0;
  T* partials = nullptr;  ///< T[kReducePartials], overwritten.
  T* sum = nullptr;       ///< T[1]
  int threads = 1;        ///< Of the host.
};

/// On `threads` OpenMP threads; the same bits whatever their number.
void reduce(const ReduceArguments<float>& arguments);
void reduce(const ReduceArguments<double>& arguments);

}  // namespace gpubench::kernels
