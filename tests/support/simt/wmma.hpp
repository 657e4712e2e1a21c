/// CUDA's warp matrix functions on the CPU: what <mma.h> declares for a device. Which lane holds which
/// element is not said there; here neighbouring elements are neighbouring lanes', so that none has a row of
/// its own. Include it before a kernel's .cuh. Source: CUDA C++ Programming Guide, "Warp Matrix Functions".
#pragma once
#include <cuda_bf16.h>
#include <cuda_fp16.h>

#include <cstdint>
#include <type_traits>

#include "tests/support/simt/words.hpp"

namespace gpubench::simt {

/// A pointer from each lane of the caller's warp; all are there, and what they point to stays as it is until
/// each has called done_with_pointers().
const void* const* share_pointer(const void* own, Place place);
void done_with_pointers(Place place);

/// All lanes of the warp come here. Throws what ends the launch where the matrix does not begin at a multiple
/// of 32 bytes, or its rows at multiples of 16: what a device asks for.
void begin_matrix(const void* first, std::size_t row_bytes, Place place);

/// The value of an operand as the units take it.
template <class T>
auto operand(T value) {
  if constexpr (std::is_same_v<T, __half>) {
    return __half2float(value);
  } else if constexpr (std::is_same_v<T, __nv_bfloat16>) {
    return __bfloat162float(value);
  } else if constexpr (std::is_same_v<T, signed char>) {
    return static_cast<int>(value);
  } else {
    return value;
  }
}

}  // namespace gpubench::simt

namespace nvcuda::wmma {

struct matrix_a {};
struct matrix_b {};
struct accumulator {};
struct row_major {};
struct col_major {};
enum layout_t { mem_row_major };

namespace precision {
struct tf32 {};
}  // namespace precision

/// Elements as memory holds them. tf32 is not rounded here: a kernel's test gives it numbers that need none.
template <class Use, int m, int n, int k, class T, class Layout = void>
struct fragment {
  static constexpr int rows = std::is_same_v<Use, matrix_b> ? k : m;
  static constexpr int columns = std::is_same_v<Use, matrix_a> ? k : n;
  static constexpr int num_elements = rows * columns / 32;
  using element_type = std::conditional_t<std::is_same_v<T, precision::tf32>, float, T>;
  element_type x[num_elements];

  /// Where element i of a lane lies in memory.
  static int place(int lane, int i, unsigned stride) {
    const bool by_columns = std::is_same_v<Layout, col_major>;
    return by_columns ? column(lane, i) * static_cast<int>(stride) + row(lane, i)
                      : row(lane, i) * static_cast<int>(stride) + column(lane, i);
  }
  static int row(int lane, int i) { return (i * 32 + lane) / columns; }
  static int column(int lane, int i) { return (i * 32 + lane) % columns; }
};

template <class Fragment, class T>
void load_matrix_sync(Fragment& to, const T* from, unsigned stride,
                      gpubench::simt::Place place = gpubench::simt::Place::current()) {
  gpubench::simt::begin_matrix(from, stride * sizeof(T), place);
  const int lane = gpubench::simt::lane();
  for (int i = 0; i < Fragment::num_elements; ++i) {
    to.x[i] = from[Fragment::place(lane, i, stride)];
  }
}

template <class Fragment, class T>
void load_matrix_sync(Fragment& to, const T* from, unsigned stride, layout_t,
                      gpubench::simt::Place place = gpubench::simt::Place::current()) {
  load_matrix_sync(to, from, stride, place);
}

template <class Fragment, class T>
void store_matrix_sync(T* to, const Fragment& from, unsigned stride, layout_t,
                       gpubench::simt::Place place = gpubench::simt::Place::current()) {
  gpubench::simt::begin_matrix(to, stride * sizeof(T), place);
  const int lane = gpubench::simt::lane();
  for (int i = 0; i < Fragment::num_elements; ++i) {
    to[Fragment::place(lane, i, stride)] = from.x[i];
  }
}

template <class Fragment, class T>
void fill_fragment(Fragment& to, T value) {
  for (auto& element : to.x) element = value;
}

/// d = a b + c. Each lane makes its own elements from the operands of all lanes.
template <int m, int n, int k, class T, class Layout, class Sum>
void mma_sync(fragment<accumulator, m, n, k, Sum>& d, const fragment<matrix_a, m, n, k, T, row_major>& a,
              const fragment<matrix_b, m, n, k, T, Layout>& b, const fragment<accumulator, m, n, k, Sum>& c,
              gpubench::simt::Place place = gpubench::simt::Place::current()) {
  using A = std::remove_cvref_t<decltype(a)>;
  using B = std::remove_cvref_t<decltype(b)>;
  struct Operands {
    const A* a;
    const B* b;
  } const own{&a, &b};
  const void* const* const of_lane = gpubench::simt::share_pointer(&own, place);
  const auto operands = [&](int lane) { return *static_cast<const Operands*>(of_lane[lane]); };
  const int lane = gpubench::simt::lane();
  fragment<accumulator, m, n, k, Sum> made;
  for (int i = 0; i < made.num_elements; ++i) {
    Sum sum = c.x[i];
    for (int l = 0; l < k; ++l) {
      const int at_a = made.row(lane, i) * k + l, at_b = l * n + made.column(lane, i);
      sum += gpubench::simt::operand(operands(at_a % 32).a->x[at_a / 32]) *
             gpubench::simt::operand(operands(at_b % 32).b->x[at_b / 32]);
    }
    made.x[i] = sum;
  }
  gpubench::simt::done_with_pointers(place);
  d = made;
}

}  // namespace nvcuda::wmma
