#include "bench/numerics/digest.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <bit>
#include <mutex>
#include <stdexcept>

#include "bench/numerics/formats.hpp"
#include "bench/numerics/parallel.hpp"
#include "kernels/host/mix.hpp"

namespace gpubench {
namespace {

inline std::uint64_t bits_of(float value) {
  return value == value ? std::bit_cast<std::uint32_t>(value) : 0x7fc00000u;
}
inline std::uint64_t bits_of(double value) {
  return value == value ? std::bit_cast<std::uint64_t>(value) : 0x7ff8000000000000u;
}
inline std::uint64_t bits_of(std::int32_t value) {
  return static_cast<std::uint32_t>(value);
}
inline std::uint64_t bits_of(std::uint32_t value) {
  return value;
}
inline std::uint64_t bits_of(unsigned long long value) {
  return value;
}
inline std::uint64_t bits_of(F16 value) {
  return (value.bits & 0x7fff) > 0x7c00 ? 0x7e00u : value.bits;
}
inline std::uint64_t bits_of(Bf16 value) {
  return (value.bits & 0x7fff) > 0x7f80 ? 0x7fc0u : value.bits;
}

template <class T>
Digest digest_part(std::span<const T> values, std::uint64_t first) {
  Digest sum;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::uint64_t index = first + i;
    const std::uint64_t bits = bits_of(values[i]);
    sum.first += kernels::mix64(kernels::mix64(index ^ kernels::kDigestSeedFirst) + bits);
    sum.second += kernels::mix64(kernels::mix64(index ^ kernels::kDigestSeedSecond) + bits);
  }
  return sum;
}

}  // namespace

template <class T>
Digest digest_of(std::span<const T> values, std::uint64_t first, int threads) {
  Digest sum;
  std::mutex adding;
  for_parts(values.size(), 4096, threads, [&](std::uint64_t begin, std::uint64_t end) {
    const Digest part = digest_part(values.subspan(begin, end - begin), first + begin);
    const std::lock_guard lock(adding);
    sum = sum + part;
  });
  return sum;
}

template Digest digest_of<float>(std::span<const float>, std::uint64_t, int);
template Digest digest_of<double>(std::span<const double>, std::uint64_t, int);
template Digest digest_of<std::int32_t>(std::span<const std::int32_t>, std::uint64_t, int);
template Digest digest_of<std::uint32_t>(std::span<const std::uint32_t>, std::uint64_t, int);
template Digest digest_of<unsigned long long>(std::span<const unsigned long long>, std::uint64_t, int);
template Digest digest_of<F16>(std::span<const F16>, std::uint64_t, int);
template Digest digest_of<Bf16>(std::span<const Bf16>, std::uint64_t, int);

std::string sha256_of(std::span<const std::byte> bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned int length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), hash.data(), &length, EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error(
        fmt::format("EVP_Digest: no SHA-256 of {} bytes: check OpenSSL's providers", bytes.size()));
  }
  std::string text;
  for (unsigned int i = 0; i < length; ++i) text += fmt::format("{:02x}", hash[i]);
  return text;
}

}  // namespace gpubench
