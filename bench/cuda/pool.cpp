#include "bench/cuda/pool.hpp"

#include <algorithm>
#include <new>

namespace gpubench {

DeviceBlock DevicePool::take(std::size_t wanted) {
  const std::size_t size = std::max<std::size_t>(wanted, 1);
  const auto fit = std::ranges::find_if(idle_, [&](const DeviceBlock& block) { return block.size >= size; });
  DeviceBlock block;
  if (fit != idle_.end() && fit->size / 2 <= size) {
    block = *fit;
    idle_.erase(fit);
    idle_size_ -= block.size;
  } else {
    const std::size_t most = std::max(used_most_, used_size_ + size);
    drop_idle_beyond(most - used_size_ - size);
    block = {memory_.allocate(size), size};
    if (block.data == nullptr) {  // in pieces, or another process took some
      drop_idle();
      block.data = memory_.allocate(size);
    }
    if (block.data == nullptr) throw std::bad_alloc();
  }
  used_size_ += block.size;
  used_most_ = std::max(used_most_, used_size_);
  // Room for every block's return, so that give_back() allocates nothing.
  idle_.reserve(idle_.size() + ++lent_);
  return block;
}

void DevicePool::give_back(DeviceBlock block) noexcept {
  --lent_;
  used_size_ -= block.size;
  idle_size_ += block.size;
  idle_.insert(std::ranges::upper_bound(idle_, block.size, {}, &DeviceBlock::size), block);
  drop_idle_beyond(used_most_ - used_size_);
}

void DevicePool::drop_idle_beyond(std::size_t limit) noexcept {
  while (idle_size_ > limit && !idle_.empty()) {
    memory_.free(idle_.back().data);
    idle_size_ -= idle_.back().size;
    idle_.pop_back();
  }
}

}  // namespace gpubench
