/// Allocator: memory of one kind, asked for and given back piece by piece.
#pragma once
#include <cstddef>

#include "bench/api/backend.hpp"

namespace gpubench {

class Allocator {
 public:
  virtual ~Allocator() = default;
  /// Usable by what follows in the stream. Null or an exception where there is no memory.
  virtual std::byte* allocate(std::size_t size, Stream& stream) = 0;
  virtual void free(std::byte* data, Stream& stream) = 0;
};

}  // namespace gpubench
