#include <cstdlib>

#include "bench/native/fragmentation.hpp"
#include "bench/overhead/list.hpp"

namespace gpubench {
namespace {

class MallocAllocator final : public Allocator {
 public:
  std::byte* allocate(std::size_t size, Stream&) override {
    return static_cast<std::byte*>(std::malloc(size));
  }
  void free(std::byte* data, Stream&) override { std::free(data); }
};

std::unique_ptr<Allocator> make_malloc() {
  return std::make_unique<MallocAllocator>();
}

}  // namespace

/// Pieces on both sides of what glibc takes from the kernel one by one.
std::unique_ptr<Benchmark> malloc_fragmentation_benchmark() {
  return fragmentation_benchmark(
      {.backend = "host", .allocators = {{"malloc", make_malloc, Seconds(300e-9)}}, .size_max = 256_KiB});
}

}  // namespace gpubench
