#include "kernels/host/scan.hpp"

#include <omp.h>

#include <vector>

#include "kernels/host/lanes.hpp"
#include "kernels/host/part.hpp"

namespace gpubench::kernels {
namespace {

struct Isa {
  static constexpr std::size_t vector_bytes = 16;
};

/// Of a thread's elements of one round: 128 KiB, which the second-level cache holds between the two passes.
template <class T>
constexpr std::size_t kRound = (std::size_t{128} << 10) / sizeof(T);

/// A cache line, so that threads do not share one.
template <class T>
struct alignas(64) Slot {
  T sum;
};

template <class T>
T sum_part(const T* x, Part part) {
  using Wide = Lanes<Isa, T>;
  constexpr std::size_t unroll = 4;
  typename Wide::Vector sums[unroll] = {};
  std::size_t i = part.begin;
  for (; i + unroll * Wide::count <= part.end; i += unroll * Wide::count) {
    for (std::size_t u = 0; u < unroll; ++u) sums[u] += Wide::load(x + i + u * Wide::count);
  }
  for (std::size_t u = 1; u < unroll; ++u) sums[0] += sums[u];
  T sum = 0;
  for (std::size_t lane = 0; lane < Wide::count; ++lane) sum += sums[0][lane];
  for (; i < part.end; ++i) sum += x[i];
  return sum;
}

/// Four prefix sums in two steps (Hillis and Steele), so that only one addition in four waits for the last.
template <class T>
void scan_part(const T* in, T* out, Part part, T before) {
  using Wide = Lanes<Isa, T>;
  using Vector = typename Wide::Vector;
  const Vector zero = {};
  Vector carry = Wide::all(before);
  std::size_t i = part.begin;
  for (; i + Wide::count <= part.end; i += Wide::count) {
    Vector x = Wide::load(in + i);
    x += __builtin_shufflevector(zero, x, 0, 4, 5, 6);
    x += __builtin_shufflevector(zero, x, 0, 1, 4, 5);
    x += carry;
    Wide::store(out + i, x);
    carry = __builtin_shufflevector(x, x, 3, 3, 3, 3);
  }
  before = carry[0];
  for (; i < part.end; ++i) out[i] = before += in[i];
}

/// Rounds of a part for each thread: every thread sums its part, then scans it from what lies before it.
template <class T>
void run_scan(const ScanArguments<T>& a) {
  std::vector<Slot<T>> slots(static_cast<std::size_t>(a.threads));
  const std::size_t round = kRound<T> * static_cast<std::size_t>(a.threads);
  T before_round = 0;
#pragma omp parallel num_threads(a.threads) firstprivate(before_round)
  {
    const int thread = omp_get_thread_num(), threads = omp_get_num_threads();
    for (std::size_t first = 0; first < a.count; first += round) {
      const std::size_t count = a.count - first < round ? a.count - first : round;
      Part part = part_of(count, 64 / sizeof(T), thread, threads);
      part = {first + part.begin, first + part.end};
      slots[static_cast<std::size_t>(thread)].sum = sum_part(a.in, part);
#pragma omp barrier
      T before = before_round;
      for (int t = 0; t < threads; ++t) {
        if (t == thread) before = before_round;
        before_round += slots[static_cast<std::size_t>(t)].sum;
      }
#pragma omp barrier
      scan_part(a.in, a.out, part, before);
    }
  }
}

}  // namespace

void scan(const ScanArguments<std::int32_t>& arguments) {
  run_scan(arguments);
}
void scan(const ScanArguments<float>& arguments) {
  run_scan(arguments);
}

}  // namespace gpubench::kernels
