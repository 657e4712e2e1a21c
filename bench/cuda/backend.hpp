/// CudaBackend: one CUDA device of this process.
#pragma once
#include <memory>
#include <span>

#include "bench/api/array.hpp"
#include "bench/api/backend.hpp"
#include "bench/cuda/clock.hpp"
#include "bench/cuda/pool.hpp"
#include "bench/cuda/staging.hpp"
#include "kernels/host/word_read.hpp"

namespace gpubench {

/// The backend must outlive its memory and streams. For one thread at a time, which it makes the device the
/// current one of; vendor libraries take that one.
class CudaBackend final : public Backend {
 public:
  /// index: as this process counts its devices. Throws std::runtime_error.
  explicit CudaBackend(int index);

  /// 256-byte aligned.
  std::unique_ptr<Memory> allocate(Bytes size) override;
  /// Page-locked.
  std::unique_ptr<Memory> allocate_host(Bytes size) override;
  std::unique_ptr<Stream> make_stream() override;
  /// Reads three times the device's L2, which leaves nothing else in it; the memory itself is not touched.
  /// What was written before goes out to memory meanwhile. To write would leave the L2 full of lines that the
  /// operation timed next has to write back for what it reads.
  void evict(std::span<const std::span<std::byte>> memory) override;
  Nanoseconds clock_resolution() const override { return clock_resolution_; }
  /// Multiprocessors.
  int threads() const override { return multiprocessors_; }
  bool host_accessible() const override { return false; }
  void upload(std::byte* to, std::span<const std::byte> from) override;
  void download(std::span<std::byte> to, const std::byte* from) override;
  Bytes idle_memory() const override { return pool_.idle(); }
  void release_idle_memory() override { pool_.drop_idle(); }

 private:
  /// What is read to fill the L2, and the sums nobody asks for.
  struct Sweep {
    Array<std::uint32_t> words, sums;
    kernels::WordReadArguments arguments;
  };

  void use_device() const;
  void make_sweep();

  int index_;
  std::size_t cache_l2_ = 0;
  int multiprocessors_ = 0;
  DevicePool pool_;
  EventClock clock_;
  Staging staging_;
  CudaQueue sweeper_;
  std::unique_ptr<Sweep> sweep_;  ///< Made when first needed.
  Nanoseconds clock_resolution_;
};

}  // namespace gpubench
