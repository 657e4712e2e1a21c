/// Multiply-add kernels: the arithmetic peak (fma_peak), and arithmetic beside memory traffic (intensity).
/// Both repeat the pair x = x*m + a; x = x*m + b with m = -1, which adds b - a: every step flips the sign,
/// and the result tells how often it was done and is exact while it is an integer below 2^24 (f32) or 2^53
/// (f64).
#pragma once
#include <cstddef>
#include <cstdint>

#include "kernels/host/instruction_set.hpp"

namespace gpubench::kernels {

/// A chain holds 64 bytes of elements on any instruction set, so that flops do not depend on it.
inline constexpr std::size_t kChainBytes = 64;

/// The pair's constants, given at run time so that no compiler folds them.
template <class T>
struct FmaConstants {
  T m = -1;
  T a = 1;
  T b = 2;
};

/// out = in after `pairs` pairs, for threads x chains x 64 bytes of elements.
/// Counts: 4 * pairs flop an element. Chains are independent of each other: 1, 2, 4, 8 or 12 of them.
template <class T>
struct FmaPeakArguments {
  const T* in = nullptr;
  T* out = nullptr;
  std::int64_t pairs = 1;
  int chains = 12;
  int threads = 1;
  FmaConstants<T> constants;
};

/// False, and nothing is done, where there is no code for that number of chains.
bool fma_peak(InstructionSet set, const FmaPeakArguments<float>& arguments);
bool fma_peak(InstructionSet set, const FmaPeakArguments<double>& arguments);

/// data[i] read once, `flop` operations done on it, written once. flop 1: x += b. flop 2: x = x*(-m) + b,
/// which adds b too. Any multiple of 4: flop/4 pairs.
template <class T>
struct IntensityArguments {
  T* data = nullptr;
  std::size_t count = 0;
  std::int64_t flop = 1;
  int threads = 1;
  FmaConstants<T> constants;
};

/// False, and nothing is done, for another number of operations.
bool intensity(InstructionSet set, const IntensityArguments<float>& arguments);
bool intensity(InstructionSet set, const IntensityArguments<double>& arguments);

}  // namespace gpubench::kernels
