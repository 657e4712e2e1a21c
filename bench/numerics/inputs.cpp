#include "bench/numerics/inputs.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <stdexcept>
#include <type_traits>

#include "bench/numerics/formats.hpp"
#include "bench/numerics/parallel.hpp"
#include "bench/numerics/philox.hpp"

namespace gpubench {
namespace {

/// How a type takes its value from a random word. Arithmetic is on 32-bit integers where it can be: it
/// vectorises.
template <class T>
struct From {
  static T integer(std::int32_t value) { return static_cast<T>(value); }
  static T rounded(std::uint32_t) {
    throw std::invalid_argument("inputs: family R has no integers; use family E");
  }
};

/// The odd integer 2v + 1 - 2^bits of the word's top bits.
inline std::int32_t odd(std::uint32_t word, int bits) {
  return static_cast<std::int32_t>(2 * (word >> (32 - bits)) + 1) - (std::int32_t{1} << bits);
}

template <>
struct From<float> {
  static float integer(std::int32_t value) { return static_cast<float>(value); }
  static float rounded(std::uint32_t word) { return static_cast<float>(odd(word, 24)) * 0x1p-24f; }
};

template <>
struct From<double> {
  static double integer(std::int32_t value) { return value; }
  /// Signed word + 1/2, over 2^31: the same numbers as 2v + 1 - 2^32 over 2^32, without 64-bit integers.
  static double rounded(std::uint32_t word) {
    return (static_cast<double>(static_cast<std::int32_t>(word ^ 0x80000000u)) + 0.5) * 0x1p-31;
  }
};

template <>
struct From<F16> {
  static F16 integer(std::int32_t value) { return to_f16(value); }
  static F16 rounded(std::uint32_t word) { return to_f16(odd(word, kF16.precision) * 0x1p-11); }
};

template <>
struct From<Bf16> {
  static Bf16 integer(std::int32_t value) { return to_bf16(value); }
  static Bf16 rounded(std::uint32_t word) { return to_bf16(odd(word, kBf16.precision) * 0x1p-8); }
};

template <>
struct From<Tf32> {
  static Tf32 integer(std::int32_t value) { return {static_cast<float>(value)}; }
  static Tf32 rounded(std::uint32_t word) {
    return {static_cast<float>(odd(word, kTf32.precision)) * 0x1p-11f};
  }
};

template <>
struct From<E4m3> {
  static E4m3 integer(std::int32_t value) { return to_e4m3(value); }
  static E4m3 rounded(std::uint32_t word) { return to_e4m3(odd(word, kE4m3.precision) * 0x1p-4); }
};

template <>
struct From<std::int8_t> {
  static std::int8_t integer(std::int32_t value) { return static_cast<std::int8_t>(value); }
  static std::int8_t rounded(std::uint32_t word) { return static_cast<std::int8_t>(word >> 24); }
};

/// -3..3; the seven are equally likely to within 2^-16.
inline std::int32_t small_integer(std::uint32_t word) {
  return static_cast<std::int32_t>(((word >> 16) * 7) >> 16) - 3;
}

template <class T, class Value>
void fill_part(std::span<T> values, std::uint64_t seed, std::uint32_t tensor, std::uint64_t first,
               Value value) {
  std::array<std::uint32_t, kPhiloxWords> words;
  std::uint64_t index = first;
  for (std::size_t i = 0; i < values.size();) {
    philox_words(seed, tensor, index / kPhiloxWords * kPhiloxLanes, words);
    const std::size_t skip = index % kPhiloxWords;
    const std::size_t run = std::min(kPhiloxWords - skip, values.size() - i);
    T* out = values.data() + i;
    for (std::size_t k = 0; k < run; ++k) out[k] = value(words[skip + k]);
    i += run;
    index += run;
  }
}

}  // namespace

const char* to_string(Family family) {
  return family == Family::exact ? "E" : "R";
}

template <class T>
void fill_inputs(std::span<T> values, Family family, std::uint64_t seed, std::uint32_t tensor,
                 std::uint64_t first, int threads) {
  if (family == Family::rounded && std::is_same_v<T, std::int32_t>) From<T>::rounded(0);
  for_parts(values.size(), kPhiloxWords, threads, [&](std::uint64_t begin, std::uint64_t end) {
    const auto part = values.subspan(begin, end - begin);
    if (family == Family::exact) {
      fill_part(part, seed, tensor, first + begin,
                [](std::uint32_t w) { return From<T>::integer(small_integer(w)); });
    } else {
      fill_part(part, seed, tensor, first + begin, [](std::uint32_t w) { return From<T>::rounded(w); });
    }
  });
}

template <class T>
void poison(std::span<T> values) {
  T poisoned{};
  if constexpr (std::numeric_limits<T>::is_integer) {
    poisoned = std::numeric_limits<T>::min();
  } else if constexpr (std::numeric_limits<T>::is_specialized) {
    poisoned = std::numeric_limits<T>::quiet_NaN();
  } else {
    poisoned.bits = 0x7fff;  // Exponent and fraction all ones: a NaN in f16 and in bf16.
  }
  std::fill(values.begin(), values.end(), poisoned);
}

#define GPUBENCH_INSTANTIATE(T) \
  template void fill_inputs<T>(std::span<T>, Family, std::uint64_t, std::uint32_t, std::uint64_t, int)
GPUBENCH_INSTANTIATE(float);
GPUBENCH_INSTANTIATE(double);
GPUBENCH_INSTANTIATE(std::int8_t);
GPUBENCH_INSTANTIATE(std::int32_t);
GPUBENCH_INSTANTIATE(Tf32);
GPUBENCH_INSTANTIATE(F16);
GPUBENCH_INSTANTIATE(Bf16);
GPUBENCH_INSTANTIATE(E4m3);
#undef GPUBENCH_INSTANTIATE

template void poison<float>(std::span<float>);
template void poison<double>(std::span<double>);
template void poison<std::int32_t>(std::span<std::int32_t>);
template void poison<F16>(std::span<F16>);
template void poison<Bf16>(std::span<Bf16>);

}  // namespace gpubench
