/// The stream kernels for any instruction set; included by the file built for each.
#pragma once
#include <omp.h>

#include "kernels/host/lanes.hpp"
#include "kernels/host/part.hpp"
#include "kernels/host/stream.hpp"

namespace gpubench::kernels {

/// The new value of a[i], or for sums the term that i adds.
template <StreamOperation operation, class Access, class T>
inline typename Access::Vector value_at(const StreamArguments<T>& x, std::size_t i) {
  if constexpr (operation == StreamOperation::copy || operation == StreamOperation::read) {
    return Access::load(x.b + i);
  } else if constexpr (operation == StreamOperation::mul) {
    return x.scalar * Access::load(x.b + i);
  } else if constexpr (operation == StreamOperation::add) {
    return Access::load(x.b + i) + Access::load(x.c + i);
  } else if constexpr (operation == StreamOperation::triad) {
    return Access::load(x.b + i) + x.scalar * Access::load(x.c + i);
  } else if constexpr (operation == StreamOperation::nstream) {
    return Access::load(x.a + i) + (Access::load(x.b + i) + x.scalar * Access::load(x.c + i));
  } else if constexpr (operation == StreamOperation::dot) {
    return Access::load(x.b + i) * Access::load(x.c + i);
  } else {
    return Access::all(x.scalar);
  }
}

template <class Isa, class T, StreamOperation operation, Stores stores>
void map_part(const StreamArguments<T>& arguments, Part part) {
  using Wide = Lanes<Isa, T>;
  using Single = OneLane<Isa, T>;
  constexpr std::size_t unroll = 4;
  const StreamArguments<T> x = arguments;  // A copy: stores to a[] can't change it.
  std::size_t i = part.begin;
  // Non-temporal stores need whole, aligned vectors.
  for (; i < part.end && reinterpret_cast<std::size_t>(x.a + i) % Isa::vector_bytes != 0; ++i) {
    Single::store(x.a + i, value_at<operation, Single>(x, i));
  }
  for (; i + unroll * Wide::count <= part.end; i += unroll * Wide::count) {
    typename Wide::Vector values[unroll];
    for (std::size_t u = 0; u < unroll; ++u) values[u] = value_at<operation, Wide>(x, i + u * Wide::count);
    for (std::size_t u = 0; u < unroll; ++u) {
      if constexpr (stores == Stores::nontemporal) {
        Isa::store_past_caches(x.a + i + u * Wide::count, values[u]);
      } else {
        Wide::store(x.a + i + u * Wide::count, values[u]);
      }
    }
  }
  for (; i < part.end; ++i) Single::store(x.a + i, value_at<operation, Single>(x, i));
}

/// One block's sum in T: at most 65536 elements, so small integers stay exact in f32.
template <class Isa, class T, StreamOperation operation>
double sum_block(const StreamArguments<T>& x, Part part) {
  using Wide = Lanes<Isa, T>;
  constexpr std::size_t unroll = 8;  // Latency of an addition (4) times two a cycle.
  typename Wide::Vector sums[unroll] = {};
  std::size_t i = part.begin;
  for (; i + unroll * Wide::count <= part.end; i += unroll * Wide::count) {
    for (std::size_t u = 0; u < unroll; ++u) sums[u] += value_at<operation, Wide>(x, i + u * Wide::count);
  }
  for (std::size_t u = 1; u < unroll; ++u) sums[0] += sums[u];
  T sum = 0;
  for (std::size_t lane = 0; lane < Wide::count; ++lane) sum += sums[0][lane];
  for (; i < part.end; ++i) sum += value_at<operation, OneLane<Isa, T>>(x, i);
  return static_cast<double>(sum);
}

template <class Isa, class T, StreamOperation operation>
double sum_part(const StreamArguments<T>& x, Part part) {
  constexpr std::size_t block = 65536;
  double sum = 0;
  for (std::size_t i = part.begin; i < part.end; i += block) {
    sum += sum_block<Isa, T, operation>(x, {i, part.end - i < block ? part.end : i + block});
  }
  return sum;
}

template <class Isa, class T, StreamOperation operation, Stores stores>
void run_passes(const StreamArguments<T>& x) {
#pragma omp parallel num_threads(x.threads)
  {
    const int thread = omp_get_thread_num();
    const Part part = part_of(x.count, 64 / sizeof(T), thread, omp_get_num_threads());
    for (int pass = 0; pass < x.passes; ++pass) {
      if constexpr (operation == StreamOperation::dot || operation == StreamOperation::read) {
        x.sums[static_cast<std::size_t>(thread) * kSumStride] = sum_part<Isa, T, operation>(x, part);
      } else {
        map_part<Isa, T, operation, stores>(x, part);
      }
      asm volatile("" ::: "memory");  // Passes may not be merged.
    }
    if constexpr (stores == Stores::nontemporal) Isa::finish_stores();
  }
}

template <class Isa, class T, StreamOperation operation>
void run_with_stores(const StreamArguments<T>& x) {
  if (x.stores == Stores::nontemporal) return run_passes<Isa, T, operation, Stores::nontemporal>(x);
  run_passes<Isa, T, operation, Stores::ordinary>(x);
}

template <class Isa, class T>
void run_stream(const StreamArguments<T>& x) {
  switch (x.operation) {
    case StreamOperation::copy:
      return run_with_stores<Isa, T, StreamOperation::copy>(x);
    case StreamOperation::mul:
      return run_with_stores<Isa, T, StreamOperation::mul>(x);
    case StreamOperation::add:
      return run_with_stores<Isa, T, StreamOperation::add>(x);
    case StreamOperation::triad:
      return run_with_stores<Isa, T, StreamOperation::triad>(x);
    case StreamOperation::nstream:
      return run_with_stores<Isa, T, StreamOperation::nstream>(x);
    case StreamOperation::write:
      return run_with_stores<Isa, T, StreamOperation::write>(x);
    case StreamOperation::dot:
      return run_passes<Isa, T, StreamOperation::dot, Stores::ordinary>(x);
    case StreamOperation::read:
      return run_passes<Isa, T, StreamOperation::read, Stores::ordinary>(x);
  }
}

}  // namespace gpubench::kernels
