/// The multiply-add kernels for any instruction set; included by the file built for each.
#pragma once
#include <omp.h>

#include <utility>

#include "kernels/host/fma.hpp"
#include "kernels/host/lanes.hpp"
#include "kernels/host/part.hpp"

namespace gpubench::kernels {

/// x[i] after that many pairs, all i interleaved so that the latency of one hides behind the others.
template <class Isa, class Vector, std::size_t... i>
inline void apply_pairs(Vector* data, std::int64_t pairs, Vector m, Vector a, Vector b,
                        std::index_sequence<i...>) {
  Vector x[sizeof...(i)] = {data[i]...};
  for (std::int64_t pair = 0; pair < pairs; ++pair) {
    ((x[i] = Isa::multiply_add(x[i], m, a)), ...);
    ((x[i] = Isa::multiply_add(x[i], m, b)), ...);
  }
  ((data[i] = x[i]), ...);
}

template <class Isa, class T, std::size_t chains>
void run_chains(const FmaPeakArguments<T>& arguments) {
  using Wide = Lanes<Isa, T>;
  constexpr std::size_t vectors = kChainBytes / Isa::vector_bytes;
#pragma omp parallel num_threads(arguments.threads)
  {
    const auto first = static_cast<std::size_t>(omp_get_thread_num());
    // Strided, so that all output is written even where the runtime gives fewer threads than were asked for.
    for (std::size_t t = first; t < static_cast<std::size_t>(arguments.threads);
         t += static_cast<std::size_t>(omp_get_num_threads())) {
      for (std::size_t v = 0; v < vectors; ++v) {
        const std::size_t begin = (t * vectors + v) * chains * Wide::count;
        typename Wide::Vector x[chains];
        for (std::size_t c = 0; c < chains; ++c) x[c] = Wide::load(arguments.in + begin + c * Wide::count);
        apply_pairs<Isa>(x, arguments.pairs, Wide::all(arguments.constants.m),
                         Wide::all(arguments.constants.a), Wide::all(arguments.constants.b),
                         std::make_index_sequence<chains>());
        for (std::size_t c = 0; c < chains; ++c) Wide::store(arguments.out + begin + c * Wide::count, x[c]);
      }
    }
  }
}

template <class Isa, class T>
bool run_fma_peak(const FmaPeakArguments<T>& arguments) {
  switch (arguments.chains) {
    case 1:
      run_chains<Isa, T, 1>(arguments);
      return true;
    case 2:
      run_chains<Isa, T, 2>(arguments);
      return true;
    case 4:
      run_chains<Isa, T, 4>(arguments);
      return true;
    case 8:
      run_chains<Isa, T, 8>(arguments);
      return true;
    case 12:
      run_chains<Isa, T, 12>(arguments);
      return true;  // 12 and three constants fill 16 registers.
    default:
      return false;
  }
}

/// `flop` operations on one vector group in registers.
template <class Isa, class Vector, std::size_t group>
inline void apply_flop(Vector (&x)[group], std::int64_t flop, Vector m, Vector a, Vector b) {
  if (flop == 1) {
    for (Vector& value : x) value = value + b;
  } else if (flop == 2) {
    for (Vector& value : x) value = Isa::multiply_add(value, -m, b);
  } else {
    apply_pairs<Isa>(x, flop / 4, m, a, b, std::make_index_sequence<group>());
  }
}

template <class Isa, class T>
void work_on_part(const IntensityArguments<T>& arguments, Part part) {
  using Wide = Lanes<Isa, T>;
  constexpr std::size_t group = 8;
  const auto m = Wide::all(arguments.constants.m);
  const auto a = Wide::all(arguments.constants.a);
  const auto b = Wide::all(arguments.constants.b);
  T* const data = arguments.data;
  std::size_t i = part.begin;
  for (; i + group * Wide::count <= part.end; i += group * Wide::count) {
    typename Wide::Vector x[group];
    for (std::size_t g = 0; g < group; ++g) x[g] = Wide::load(data + i + g * Wide::count);
    apply_flop<Isa>(x, arguments.flop, m, a, b);
    for (std::size_t g = 0; g < group; ++g) Wide::store(data + i + g * Wide::count, x[g]);
  }
  for (; i < part.end; ++i) {
    typename Wide::Vector x[1] = {Wide::all(data[i])};
    apply_flop<Isa>(x, arguments.flop, m, a, b);
    data[i] = x[0][0];
  }
}

template <class Isa, class T>
bool run_intensity(const IntensityArguments<T>& arguments) {
  if (arguments.flop < 1 || (arguments.flop > 2 && arguments.flop % 4 != 0)) return false;
#pragma omp parallel num_threads(arguments.threads)
  work_on_part<Isa>(arguments,
                    part_of(arguments.count, 64 / sizeof(T), omp_get_thread_num(), omp_get_num_threads()));
  return true;
}

}  // namespace gpubench::kernels
