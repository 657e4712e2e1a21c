/// Lanes: one vector of T in the widest registers of an instruction set. Isa is a type local to the file
/// built for that set, so code made from it is never shared with a file built for another.
#pragma once
#include <cstddef>

namespace gpubench::kernels {

template <class Isa, class T>
struct Lanes {
  static constexpr std::size_t count = Isa::vector_bytes / sizeof(T);
  typedef T Vector __attribute__((vector_size(Isa::vector_bytes)));

  static Vector load(const T* from) {
    Vector value;
    __builtin_memcpy(&value, from, sizeof value);
    return value;
  }
  static void store(T* to, const Vector& value) { __builtin_memcpy(to, &value, sizeof value); }
  static Vector all(T value) { return value - Vector{}; }  // x - 0 is x, so it costs nothing; 0 + x is not.
};

/// The same interface for a single element: heads and tails of arrays.
template <class Isa, class T>
struct OneLane {
  static constexpr std::size_t count = 1;
  using Vector = T;
  static T load(const T* from) { return *from; }
  static void store(T* to, T value) { *to = value; }
  static T all(T value) { return value; }
};

}  // namespace gpubench::kernels
