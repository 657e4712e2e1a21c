#include "tests/support/simt/shared.hpp"

#include <cstring>
#include <new>
#include <string>

#include "tests/support/simt/block.hpp"
#include "tests/support/simt/memory.hpp"

namespace gpubench::simt {
namespace {

constexpr std::size_t kSizeMax = 227 * 1024;  // Of one block; CUDA programming guide, compute capability 9.0.

/// Of this very size, so that not even one byte more is anybody's.
void* allocate_poisoned(std::size_t size) {
  return std::memset(::operator new(size, SharedMemory::kAlignment), 0xFF, size);
}

}  // namespace

SharedMemory& SharedMemory::get() {
  static SharedMemory one;
  return one;
}

void SharedMemory::begin_launch(std::size_t dynamic_size) {
  dynamic_size_ = dynamic_size;
}

void* SharedMemory::find(const void* declaration, std::size_t size) {
  for (const Part& part : parts_) {
    if (part.declaration == declaration) {
      Context::acquire(part.memory.get());  // Of the one that made it, else its poisoning looks like a race.
      return part.memory.get();
    }
  }
  used_ += size;
  if (used_ > kSizeMax)
    block().fail("shared memory of more than 227 KiB: " + std::to_string(used_) + " bytes");
  parts_.push_back({declaration, Memory(allocate_poisoned(size))});
  Context::release(parts_.back().memory.get());
  return parts_.back().memory.get();
}

void* SharedMemory::find_dynamic() {
  if (dynamic_size_ == 0) block().fail("dynamic shared memory, but the launch gives none");
  return find(this, dynamic_size_);
}

void SharedMemory::end_block() {
  used_ = 0;
#if defined(GPUBENCH_SIMT_TSAN)
  // Freed only when the launch has ended and the host may be told that all came before.
  for (Part& part : parts_) retired_.push_back(std::move(part.memory));
#endif
  parts_.clear();
}

void SharedMemory::end_launch() {
  end_block();
  retired_.clear();
}

void* shared_memory(const void* declaration, std::size_t size) {
  return SharedMemory::get().find(declaration, size);
}

void* dynamic_shared_memory() {
  return SharedMemory::get().find_dynamic();
}

}  // namespace gpubench::simt
