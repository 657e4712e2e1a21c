/// Stream: passes over arrays that stress memory or one level of the caches; McCalpin's STREAM and its
/// relatives. Source: J. D. McCalpin, STREAM; BabelStream (nstream, dot); Parallel Research Kernels
/// (nstream).
#pragma once
#include <cstddef>

#include "kernels/host/instruction_set.hpp"

namespace gpubench::kernels {

enum class StreamOperation {
  copy,     ///< a[i] = b[i]
  mul,      ///< a[i] = s*b[i]
  add,      ///< a[i] = b[i] + c[i]
  triad,    ///< a[i] = b[i] + s*c[i]
  nstream,  ///< a[i] += b[i] + s*c[i]
  write,    ///< a[i] = s
  dot,      ///< sum of b[i]*c[i]
  read,     ///< sum of b[i]
};

/// How results leave the core. Non-temporal ones go past the caches, without reading the line first.
enum class Stores { ordinary, nontemporal };

/// Where there are none, Stores::nontemporal stores in the ordinary way.
bool has_nontemporal_stores();

/// Doubles from one thread's sum to the next: a cache line, so that threads do not share one.
inline constexpr std::size_t kSumStride = 8;

/// What one call works on. Arrays an operation does not name may be null.
template <class T>
struct StreamArguments {
  StreamOperation operation;
  Stores stores = Stores::ordinary;
  T* a = nullptr;
  const T* b = nullptr;
  const T* c = nullptr;
  T scalar = 0;
  std::size_t count = 0;  ///< Elements of each array.
  int passes = 1;         ///< Each thread goes over its part so often, so that fork and join do not count.
  int threads = 1;
  double* sums =
      nullptr;  ///< dot and read: thread t's sum of its last pass is written to sums[t * kSumStride].
};

/// Runs on `threads` OpenMP threads, thread t on part_of(count, 64 bytes, t, threads). A sum is taken in T
/// over 65536 elements at most and in double beyond. Arrays need the alignment of T only. Throws nothing. The
/// processor must have the instruction set: see instruction_sets().
void stream(InstructionSet set, const StreamArguments<float>& arguments);
void stream(InstructionSet set, const StreamArguments<double>& arguments);

}  // namespace gpubench::kernels
