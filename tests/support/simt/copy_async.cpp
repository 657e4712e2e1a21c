#include "tests/support/simt/copy_async.hpp"

#include "tests/support/simt/block.hpp"

namespace gpubench::simt {

std::vector<std::vector<PendingCopy>>& pending_copies() {
  return block().current().copies;
}

Quad* aligned_quad(const void* address) {
  if (reinterpret_cast<std::uintptr_t>(address) % alignof(Quad) != 0) {
    block().fail("an asynchronous copy of 16 bytes that are not aligned to 16");
  }
  return static_cast<Quad*>(const_cast<void*>(address));
}

}  // namespace gpubench::simt
