/// HostArray: elements of one type in a backend's memory.
#pragma once
#include <cstddef>
#include <memory>
#include <span>

#include "bench/api/axes.hpp"
#include "bench/api/backend.hpp"
#include "bench/api/communicator.hpp"

namespace gpubench {

template <class T>
class HostArray {
 public:
  HostArray() = default;
  /// Throws std::bad_alloc.
  HostArray(Backend& backend, std::size_t count)
      : memory_(backend.allocate(Bytes{count * sizeof(T)})), count_(count) {}

  T* data() const { return memory_ ? reinterpret_cast<T*>(memory_->data()) : nullptr; }
  std::size_t size() const { return count_; }
  std::span<T> values() const { return {data(), count_}; }
  std::span<std::byte> bytes() const { return std::as_writable_bytes(values()); }

 private:
  std::unique_ptr<Memory> memory_;
  std::size_t count_ = 0;
};

}  // namespace gpubench
