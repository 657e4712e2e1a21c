/// Elements of messages as numbers: to double and back, exactly where the type holds the value.
#pragma once
#include <concepts>

#include "bench/numerics/formats.hpp"

namespace gpubench {

template <class T>
concept HalfFloat = std::same_as<T, F16> || std::same_as<T, Bf16>;

template <class T>
double as_double(T value) {
  if constexpr (HalfFloat<T>)
    return to_double(value);
  else
    return static_cast<double>(value);
}

template <class T>
T from_double(double value) {
  if constexpr (std::same_as<T, F16>)
    return to_f16(value);
  else if constexpr (std::same_as<T, Bf16>)
    return to_bf16(value);
  else
    return static_cast<T>(value);
}

}  // namespace gpubench
