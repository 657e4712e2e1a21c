#include "bench/host/backend.hpp"

#include <fmt/format.h>
#include <omp.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>

#include "kernels/host/evict.hpp"
#include "kernels/host/part.hpp"

namespace gpubench {
namespace {

using Clock = std::chrono::steady_clock;

/// max(tick, cost of one reading), the smallest of a few tries: an interruption only makes a try larger.
Nanoseconds measure_resolution() {
  constexpr int tries = 5, readings = 1000;
  Nanoseconds best = Nanoseconds::max();
  for (int i = 0; i < tries; ++i) {
    const Nanoseconds begin = now();
    Nanoseconds last = begin, tick = Nanoseconds::max();
    for (int reading = 0; reading < readings; ++reading) {
      const Nanoseconds time = now();
      if (time > last) tick = std::min(tick, time - last);
      last = time;
    }
    const Nanoseconds cost = (last - begin) / readings;
    if (tick != Nanoseconds::max()) best = std::min(best, std::max(tick, cost));
  }
  return best == Nanoseconds::max() ? Nanoseconds(1'000'000) : std::max(best, Nanoseconds(1));
}

class HostStream final : public Stream {
 public:
  void mark_start() override { start_ = now(); }
  void mark_stop() override { stop_ = now(); }
  Interval elapsed() override { return {start_, stop_ - start_}; }
  void synchronize() override {}

 private:
  Nanoseconds start_{}, stop_{};
};

class HostMemory final : public Memory {
 public:
  HostMemory(BlockPool& pool, Bytes size) : pool_(pool), block_(pool.take(size.count)), size_(size) {}
  ~HostMemory() override { pool_.give_back(block_); }
  HostMemory(const HostMemory&) = delete;
  HostMemory& operator=(const HostMemory&) = delete;
  std::byte* data() override { return block_.data; }
  Bytes size() const override { return size_; }

 private:
  BlockPool& pool_;
  Block block_;
  Bytes size_;
};

}  // namespace

HostBackend::HostBackend(int threads, Pages pages)
    : threads_(threads), clock_resolution_(measure_resolution()), pool_(std::max(threads, 1), pages) {
  if (threads < 1) throw std::invalid_argument("HostBackend: needs at least one thread");
  omp_set_dynamic(0);  // Else OpenMP gives fewer threads to a busy host, differently from case to case.
  int given = 1;
#pragma omp parallel num_threads(threads)
  if (omp_get_thread_num() == 0) given = omp_get_num_threads();
  if (given != threads) {
    throw std::runtime_error(
        fmt::format("OpenMP gives {} of {} threads: raise or unset OMP_THREAD_LIMIT", given, threads));
  }
}

int HostBackend::threads_max() {
  return omp_get_thread_limit();
}

std::unique_ptr<Memory> HostBackend::allocate(Bytes size) {
  return std::make_unique<HostMemory>(pool_, size);
}

std::unique_ptr<Stream> HostBackend::make_stream() {
  return std::make_unique<HostStream>();
}

void HostBackend::evict(std::span<const std::span<std::byte>> memory) {
  static const bool can_flush = kernels::can_flush_lines();
  if (!can_flush) return stream_past_caches();
  for (const std::span<std::byte> part : memory) kernels::flush_lines(part.data(), part.size(), threads_);
}

void HostBackend::stream_past_caches() {
  if (!sweep_) {
    const long last_level = sysconf(_SC_LEVEL3_CACHE_SIZE);
    constexpr long assumed = 64L << 20;  // Where the system does not tell: larger than most.
    sweep_ = allocate(Bytes{2 * static_cast<std::uint64_t>(last_level > 0 ? last_level : assumed)});
  }
  auto* const data = sweep_->data();
  const std::size_t size = sweep_->size().count;
#pragma omp parallel num_threads(threads_)
  {
    const kernels::Part part = kernels::part_of(size, 64, omp_get_thread_num(), omp_get_num_threads());
    for (std::size_t i = part.begin; i < part.end; i += 64) data[i] ^= std::byte{1};
  }
}

}  // namespace gpubench
