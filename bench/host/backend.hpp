/// HostBackend: this process's share of the processor and its memory.
#pragma once
#include <memory>
#include <span>

#include "bench/api/backend.hpp"
#include "bench/host/block_pool.hpp"

namespace gpubench {

/// The backend must outlive its memory. For one thread at a time.
class HostBackend final : public Backend {
 public:
  /// threads: what operations of this process use, at least 1. Throws std::runtime_error where OpenMP gives
  /// fewer: figures would be taken for those of more.
  explicit HostBackend(int threads, Pages pages = Pages::huge);

  /// Page-aligned, on the pages the backend was made for, and touched first by each thread's own part.
  std::unique_ptr<Memory> allocate(Bytes size) override;
  std::unique_ptr<Stream> make_stream() override;
  /// Flushes line by line (CLFLUSHOPT); on processors without it, streams through twice the last-level cache.
  void evict(std::span<const std::span<std::byte>> memory) override;
  Nanoseconds clock_resolution() const override { return clock_resolution_; }
  int threads() const override { return threads_; }
  /// Kept for the next allocation.
  Bytes idle_memory() const override { return pool_.idle(); }
  void release_idle_memory() override { pool_.drop_idle(); }
  /// How many threads OpenMP lets this process have (OMP_THREAD_LIMIT).
  static int threads_max();

 private:
  void stream_past_caches();

  int threads_;
  Nanoseconds clock_resolution_;
  BlockPool pool_;
  std::unique_ptr<Memory> sweep_;  ///< Twice the last-level cache, made when first needed.
};

}  // namespace gpubench
