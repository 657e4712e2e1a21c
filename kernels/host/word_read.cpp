#include "kernels/host/word_read.hpp"

#include <algorithm>

namespace gpubench::kernels {
namespace {

/// Of the accesses below `count` in the tiles of one part.
std::uint32_t sum_part(const WordReadArguments& x, std::size_t part, std::size_t count, std::size_t stride) {
  std::uint32_t sum = 0;
  for (std::size_t first = part * kReadTileWords; first < count; first += x.parts * kReadTileWords) {
    const std::size_t end = std::min(first + kReadTileWords, count);
    for (std::size_t i = first; i < end; ++i) sum += x.data[i * stride];
  }
  return sum;
}

}  // namespace

void resident_read(const WordReadArguments& x) {
#pragma omp parallel for num_threads(x.threads)
  for (std::size_t part = 0; part < x.parts; ++part) {
    std::uint32_t sum = 0;
    for (std::uint64_t q = 0; q < x.passes; ++q) sum += sum_part(x, (part + q) % x.parts, x.count, 1);
    x.sums[part] = sum;
  }
}

void strided_read(const WordReadArguments& x) {
  const std::size_t accesses = (x.count + x.stride - 1) / x.stride;
#pragma omp parallel for num_threads(x.threads)
  for (std::size_t part = 0; part < x.parts; ++part) x.sums[part] = sum_part(x, part, accesses, x.stride);
}

void shared_read(const WordReadArguments& x) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < x.count; ++i) sum += x.data[i];
  std::fill(x.sums, x.sums + x.parts, static_cast<std::uint32_t>(x.passes) * sum);
}

}  // namespace gpubench::kernels
