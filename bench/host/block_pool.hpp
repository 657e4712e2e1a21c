/// BlockPool: page-aligned memory handed on from case to case, so that a 4 GiB working set is faulted in
/// once.
#pragma once
#include <cstddef>
#include <vector>

#include "bench/api/units.hpp"

namespace gpubench {

/// Huge: 2 MiB pages where a block is that large and the kernel grants them, for what measures the memory
/// itself. Ordinary: what an application's own allocation gets, for messages: a transport copies or pins huge
/// pages faster (4 MiB messages by 17 %, measured), and peers' figures are on ordinary ones.
enum class Pages { huge, ordinary };

/// A mapping of its own.
struct Block {
  std::byte* data = nullptr;
  std::size_t size = 0;  ///< Of the mapping: whole pages.
};

/// Idle blocks and those in use never exceed the most that was in use at once, so that the pool needs no
/// memory beyond what planning has checked. For one thread at a time.
class BlockPool {
 public:
  /// threads: those that touch a new block first, each its part (kernels::part_of).
  explicit BlockPool(int threads, Pages pages = Pages::huge);
  ~BlockPool();
  BlockPool(const BlockPool&) = delete;
  BlockPool& operator=(const BlockPool&) = delete;

  /// An idle block that fits, or a new one. Throws std::bad_alloc.
  Block take(std::size_t size);
  void give_back(Block block) noexcept;

  Bytes idle() const { return {idle_size_}; }
  void drop_idle() { drop_idle_beyond(0); }

 private:
  void drop_idle_beyond(std::size_t limit);

  int threads_;
  Pages pages_;
  std::size_t slack_;  ///< An idle block may be that many times the size asked for.
  std::size_t used_size_ = 0;
  std::size_t used_most_ = 0;
  std::size_t idle_size_ = 0;
  std::vector<Block> idle_;  ///< By size.
};

}  // namespace gpubench
