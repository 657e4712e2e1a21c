/// Payload: what transfers carry, and how a copy of it is judged.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "bench/numerics/verdict.hpp"

namespace gpubench {

/// Random bytes of period 4093 words of 8 bytes: prime, so that a part that lands wrong by any line, page or
/// power of two differs, and gigabytes are made and checked at the speed of memory.
class Payload {
 public:
  explicit Payload(std::uint64_t seed);

  void fill(std::span<std::byte> bytes) const;
  /// Identical, or wrong naming the first byte that differs. place: what the detail calls the copy.
  Verdict judge(std::span<const std::byte> copy, const char* place) const;

 private:
  std::vector<std::byte> period_;
};

/// What a copy is before it is made: 0xff in every byte, which the payload's bytes are not for long.
void poison_bytes(std::span<std::byte> bytes);

}  // namespace gpubench
