/// Inputs: values that are a pure function of (seed, tensor, global element index), the same under any
/// sharding, rank count, thread count or backend.
#pragma once
#include <cstdint>
#include <span>

namespace gpubench {

/// exact (E): integers -3..3, whose sums of products every order of summation makes without rounding.
/// rounded (R): (2v + 1 - 2^p) / 2^p for v uniform in 0 .. 2^p - 1, where p is the type's precision (f64:
/// 32): zero-mean in (-1, 1), and held exactly by the type; of std::int8_t all 256 values, equally likely.
enum class Family { exact, rounded };

const char* to_string(Family family);  ///< "E", "R"

/// values[i] = element first + i of the tensor. T: float, double, Tf32, F16, Bf16, E4m3, std::int8_t,
/// std::int32_t.
/// Throws std::invalid_argument for std::int32_t of family R.
template <class T>
void fill_inputs(std::span<T> values, Family family, std::uint64_t seed, std::uint32_t tensor,
                 std::uint64_t first = 0, int threads = 1);

/// NaN in every element; integers INT32_MIN, which no family reaches. T: those of outputs, float, double,
/// F16, Bf16, std::int32_t.
template <class T>
void poison(std::span<T> values);

}  // namespace gpubench
