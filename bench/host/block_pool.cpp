#include "bench/host/block_pool.hpp"

#include <omp.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <new>

#include "kernels/host/part.hpp"

namespace gpubench {
namespace {

constexpr std::size_t kHugePage = std::size_t{2} << 20;
constexpr std::size_t kPage = 4096;

std::size_t whole_pages(std::size_t size) {
  const std::size_t page = size >= kHugePage ? kHugePage : kPage;
  return (std::max<std::size_t>(size, 1) + page - 1) / page * page;
}

/// A mapping aligned to its page size: one page too much is mapped and the ends are cut off.
Block map_block(std::size_t size, Pages pages) {
  const std::size_t page = size >= kHugePage ? kHugePage : kPage;
  void* const raw = mmap(nullptr, size + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (raw == MAP_FAILED) throw std::bad_alloc();
  auto* const begin = static_cast<std::byte*>(raw);
  const std::size_t head = (page - reinterpret_cast<std::size_t>(begin) % page) % page;
  if (head > 0) munmap(begin, head);
  munmap(begin + head + size, page - head);
  // Advice only: where the kernel has no huge pages the mapping works on small ones.
  if (pages == Pages::huge && size >= kHugePage) madvise(begin + head, size, MADV_HUGEPAGE);
  return {begin + head, size};
}

/// Pages land on the memory node of the thread that writes them first.
void touch(Block block, int threads) {
#pragma omp parallel num_threads(threads)
  {
    const kernels::Part part =
        kernels::part_of(block.size, kPage, omp_get_thread_num(), omp_get_num_threads());
    for (std::size_t i = part.begin; i < part.end; i += kPage) block.data[i] = std::byte{0};
  }
}

/// On several memory nodes a block serves its own size only: a smaller array in it would lie with the wrong
/// threads.
std::size_t reuse_slack() {
  return access("/sys/devices/system/node/node1", F_OK) == 0 ? 1 : 2;
}

}  // namespace

BlockPool::BlockPool(int threads, Pages pages) : threads_(threads), pages_(pages), slack_(reuse_slack()) {}

BlockPool::~BlockPool() {
  drop_idle_beyond(0);
}

Block BlockPool::take(std::size_t wanted) {
  const std::size_t size = whole_pages(wanted);
  const auto fit =
      std::find_if(idle_.begin(), idle_.end(), [&](const Block& block) { return block.size >= size; });
  Block block;
  if (fit != idle_.end() && fit->size / slack_ <= size) {
    block = *fit;
    idle_.erase(fit);
    idle_size_ -= block.size;
  } else {
    const std::size_t most = std::max(used_most_, used_size_ + size);
    drop_idle_beyond(most - used_size_ - size);
    block = map_block(size, pages_);
    touch(block, threads_);
  }
  used_size_ += block.size;
  used_most_ = std::max(used_most_, used_size_);
  return block;
}

void BlockPool::give_back(Block block) noexcept {
  used_size_ -= block.size;
  const auto place = std::upper_bound(idle_.begin(), idle_.end(), block,
                                      [](const Block& a, const Block& b) { return a.size < b.size; });
  try {
    idle_.insert(place, block);
    idle_size_ += block.size;
  } catch (const std::bad_alloc&) {
    munmap(block.data, block.size);
  }
}

void BlockPool::drop_idle_beyond(std::size_t limit) {
  while (idle_size_ > limit) {
    munmap(idle_.back().data, idle_.back().size);
    idle_size_ -= idle_.back().size;
    idle_.pop_back();
  }
}

}  // namespace gpubench
