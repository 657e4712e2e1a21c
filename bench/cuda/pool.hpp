/// DevicePool: a device's memory, handed on from case to case, since each allocation waits for the device.
#pragma once
#include <cstddef>
#include <functional>
#include <vector>

#include "bench/api/units.hpp"

namespace gpubench {

struct DeviceBlock {
  std::byte* data = nullptr;
  std::size_t size = 0;  ///< As allocated: at least what was asked for.
};

/// Where the memory comes from. allocate: null where there is none.
struct DeviceMemory {
  std::function<std::byte*(std::size_t)> allocate;
  std::function<void(std::byte*)> free;  ///< Throws nothing.
};

/// Idle blocks and those in use never exceed the most that was in use at once, so that the pool needs no more
/// than what planning has checked. For one thread at a time.
class DevicePool {
 public:
  explicit DevicePool(DeviceMemory memory) : memory_(std::move(memory)) {}
  ~DevicePool() { drop_idle(); }
  DevicePool(const DevicePool&) = delete;
  DevicePool& operator=(const DevicePool&) = delete;

  /// An idle block of up to twice the size, or a new one. Throws std::bad_alloc where the device has none
  /// left, idle blocks given back.
  DeviceBlock take(std::size_t size);
  void give_back(DeviceBlock block) noexcept;
  Bytes idle() const { return {idle_size_}; }
  void drop_idle() { drop_idle_beyond(0); }

 private:
  void drop_idle_beyond(std::size_t limit) noexcept;

  DeviceMemory memory_;
  std::size_t used_size_ = 0;
  std::size_t used_most_ = 0;
  std::size_t idle_size_ = 0;
  std::size_t lent_ = 0;           ///< Blocks in use.
  std::vector<DeviceBlock> idle_;  ///< By size.
};

}  // namespace gpubench
