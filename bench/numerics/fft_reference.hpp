/// Whether a complex Fourier transform was computed right.
#pragma once
#include <cstdint>
#include <span>

#include "bench/numerics/verdict.hpp"

namespace gpubench {

/// X[k] = sum over j of x[j] exp(-2 pi i j.k / size), j and k in {0 .. size-1}^dimensions, row-major; of a
/// batch one transform after the other. Real and imaginary parts alternate.
struct FftShape {
  int dimensions = 1;
  std::uint64_t size = 1;   ///< Of each dimension.
  std::uint64_t batch = 1;  ///< Transforms of that shape, independent of each other.

  /// Of one transform.
  std::uint64_t points() const;
  /// 5 N log2 N, N = points(): the usual count, whatever the algorithm does; of one transform.
  double flop() const;
  /// 4 log2 N: the errors of an FFT's log2 N steps add to at most c u log2 N |x|_2, c near 4.
  /// Source: Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., theorem 24.2.
  double phi() const;
};

struct FftCheck {
  std::uint64_t seed = 1;  ///< Chooses the outputs.
  int threads = 1;
};

/// Forward, family R. Outputs chosen by Philox from the whole batch (16, or as many as take 2^26 products, at
/// least 2) against a direct sum in long double, eta <= 1 with S = |x|_2 of their transform; of every
/// transform Parseval's sum |X|^2 = N sum |x|^2 to 2 phi u. T: float, double.
template <class T>
Verdict check_fft(const FftShape& shape, std::span<const T> input, std::span<const T> output,
                  const FftCheck& check);

/// Forward, then backward without scaling: every element / N against the input, eta <= 1 with S the root mean
/// square of its transform's input. Of a wrong forward transform only what the backward one does not undo.
template <class T>
Verdict check_fft_inverse(const FftShape& shape, std::span<const T> input, std::span<const T> returned);

}  // namespace gpubench
