/// Small integers in the types whose products a tensor unit adds up.
#pragma once
#include <cstdint>
#include <vector>

#include "bench/api/array.hpp"
#include "bench/numerics/formats.hpp"

namespace gpubench {

/// T: double, float, F16, Bf16, E4m3, std::int8_t; all hold -16 .. 16 exactly.
template <class T>
T stored_integer(std::int32_t value) {
  return static_cast<T>(value);
}
template <>
inline F16 stored_integer<F16>(std::int32_t value) {
  return to_f16(value);
}
template <>
inline Bf16 stored_integer<Bf16>(std::int32_t value) {
  return to_bf16(value);
}
template <>
inline E4m3 stored_integer<E4m3>(std::int32_t value) {
  return to_e4m3(value);
}

template <class T>
void upload_integers(const Array<T>& array, const std::vector<std::int32_t>& integers) {
  std::vector<T> values;
  values.reserve(integers.size());
  for (const std::int32_t value : integers) values.push_back(stored_integer<T>(value));
  array.upload(values);
}

}  // namespace gpubench
