#include "bench/api/backend.hpp"

#include <cstdlib>
#include <cstring>
#include <new>

namespace gpubench {
namespace {

class PageableMemory final : public Memory {
 public:
  explicit PageableMemory(Bytes size) : data_(allocate(size), std::free), size_(size) {}
  std::byte* data() override { return data_.get(); }
  Bytes size() const override { return size_; }

 private:
  static std::byte* allocate(Bytes size) {
    constexpr std::size_t kLine = 64;
    void* memory = std::aligned_alloc(kLine, (size.count + kLine - 1) / kLine * kLine);
    if (memory == nullptr) throw std::bad_alloc();
    return static_cast<std::byte*>(memory);
  }

  std::unique_ptr<std::byte, void (*)(void*)> data_;
  Bytes size_;
};

}  // namespace

std::unique_ptr<Memory> Backend::allocate_host(Bytes size) {
  if (host_accessible()) return allocate(size);
  return std::make_unique<PageableMemory>(size);
}

void Backend::upload(std::byte* to, std::span<const std::byte> from) {
  if (!from.empty()) std::memcpy(to, from.data(), from.size());
}

void Backend::download(std::span<std::byte> to, const std::byte* from) {
  if (!to.empty()) std::memcpy(to.data(), from, to.size());
}

}  // namespace gpubench
