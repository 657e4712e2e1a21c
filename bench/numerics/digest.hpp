/// digest_of: the bits of a tensor in 128 bits that do not depend on order or sharding. sha256_of: of an
/// ordered buffer.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "bench/numerics/verdict.hpp"

namespace gpubench {

/// D = sum over i of mix64(mix64(i xor seed) + bits_i) mod 2^64 for two seeds; i is the global row-major
/// index, first that of values[0]. NaNs are made one NaN; -0 and 0 differ. Parts of a tensor add, in any
/// order. T: float, double, F16, Bf16, std::int32_t,
/// std::uint32_t, unsigned long long.
template <class T>
Digest digest_of(std::span<const T> values, std::uint64_t first = 0, int threads = 1);

/// 64 hexadecimal digits. Throws std::runtime_error where OpenSSL refuses.
std::string sha256_of(std::span<const std::byte> bytes);

}  // namespace gpubench
