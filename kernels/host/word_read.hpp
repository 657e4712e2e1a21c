/// Word reads: sums of 32-bit words read in ways that meet one level of a device's memory. Sums are modulo
/// 2^32, so that every order of summation is exact.
#pragma once
#include <cstddef>
#include <cstdint>

namespace gpubench::kernels {

inline constexpr std::size_t kReadTileWords = 1024;    ///< What a block takes at a time.
inline constexpr std::size_t kSharedReadWords = 8192;  ///< 32 KiB.

struct WordReadArguments {
  const std::uint32_t* data;  ///< Aligned to 16 bytes.
  std::size_t count;          ///< Words; resident_read: a multiple of 4; shared_read: kSharedReadWords.
  std::uint32_t* sums;        ///< One a part; a part is a block's.
  std::size_t parts;
  std::uint64_t passes = 1;
  std::size_t stride = 1;  ///< Of strided_read: words from one access to the next.
  int threads = 1;         ///< Of the host.
};

/// Part p of the data is its tiles p, p + parts, p + 2 * parts, ... sums[p] = sum over passes q of the words
/// of part (p + q) mod parts: each pass a block reads what another read before, so that no first-level cache
/// holds it.
void resident_read(const WordReadArguments& arguments);

/// Access i reads word i * stride. sums[p] = that of the accesses of tiles p, p + parts, ...
void strided_read(const WordReadArguments& arguments);

/// Each block copies the data to its shared memory and reads all of it in every pass. sums[p] = passes * sum
/// of the data.
void shared_read(const WordReadArguments& arguments);

}  // namespace gpubench::kernels
