#include "kernels/host/reduce.hpp"

#include "kernels/host/lanes.hpp"
#include "kernels/host/part.hpp"

namespace gpubench::kernels {
namespace {

/// What every processor has; memory is no faster for wider loads.
struct Isa {
  static constexpr std::size_t vector_bytes = 16;
};

template <class T>
T sum_part(const T* x, Part part) {
  using Wide = Lanes<Isa, T>;
  constexpr std::size_t unroll = 8;  // Latency of an addition (4) times two a cycle.
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

template <class T>
void run_reduce(const ReduceArguments<T>& a) {
  constexpr int partials = static_cast<int>(kReducePartials);
#pragma omp parallel for schedule(static) num_threads(a.threads)
  for (int p = 0; p < partials; ++p) {
    a.partials[p] = sum_part(a.x, part_of(a.count, 64 / sizeof(T), p, partials));
  }
  a.sum[0] = sum_part(a.partials, {0, kReducePartials});
}

}  // namespace

void reduce(const ReduceArguments<float>& arguments) {
  run_reduce(arguments);
}
void reduce(const ReduceArguments<double>& arguments) {
  run_reduce(arguments);
}

}  // namespace gpubench::kernels
