/// Array: elements of one type in the memory of any backend.
#pragma once
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "bench/api/backend.hpp"

namespace gpubench {

/// Addresses are the device's: read and write through upload() and download().
template <class T>
class Array {
 public:
  Array() = default;
  /// Throws std::bad_alloc.
  Array(Backend& backend, std::size_t count)
      : backend_(&backend), memory_(backend.allocate(Bytes{count * sizeof(T)})), count_(count) {}

  T* data() const { return memory_ ? reinterpret_cast<T*>(memory_->data()) : nullptr; }
  std::size_t size() const { return count_; }
  /// What cold mode evicts: an extent, not to be dereferenced.
  std::span<std::byte> extent() const { return {memory_ ? memory_->data() : nullptr, count_ * sizeof(T)}; }

  /// values.size() elements from place first on.
  void upload(std::span<const T> values, std::size_t first = 0) const {
    backend_->upload(reinterpret_cast<std::byte*>(data() + first), std::as_bytes(values));
  }
  void download(std::span<T> values, std::size_t first = 0) const {
    backend_->download(std::as_writable_bytes(values), reinterpret_cast<const std::byte*>(data() + first));
  }
  std::vector<T> download() const {
    std::vector<T> values(count_);
    if (count_ > 0) download(std::span(values));
    return values;
  }

 private:
  Backend* backend_ = nullptr;
  std::unique_ptr<Memory> memory_;
  std::size_t count_ = 0;
};

}  // namespace gpubench
