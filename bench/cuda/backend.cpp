#include "bench/cuda/backend.hpp"

#include <fmt/format.h>

#include <array>
#include <stdexcept>
#include <vector>

#include "bench/cuda/stream.hpp"
#include "kernels/cuda/word_read.hpp"

namespace gpubench {
namespace {

int attribute(cudaDeviceAttr which, int index) {
  int value = 0;
  check_cuda(cudaDeviceGetAttribute(&value, which, index), "cudaDeviceGetAttribute");
  return value;
}

/// Makes the device current and its context, which is where a broken one shows.
int start_device(int index) {
  check_cuda(cudaSetDevice(index), "cudaSetDevice");
  check_cuda(cudaFree(nullptr), "cudaFree");
  return index;
}

DeviceMemory memory_of(int index) {
  const auto allocate = [index](std::size_t size) -> std::byte* {
    check_cuda(cudaSetDevice(index), "cudaSetDevice");
    void* data = nullptr;
    const cudaError_t code = cudaMalloc(&data, size);
    if (code == cudaErrorMemoryAllocation) {
      cudaGetLastError();  // An answer, no error: the next launch must not be taken for refused.
      return nullptr;
    }
    check_cuda(code, "cudaMalloc");
    return static_cast<std::byte*>(data);
  };
  return {allocate, [](std::byte* data) { cudaFree(data); }};
}

class CudaMemory final : public Memory {
 public:
  CudaMemory(DevicePool& pool, Bytes size) : pool_(pool), block_(pool.take(size.count)), size_(size) {}
  ~CudaMemory() override { pool_.give_back(block_); }
  CudaMemory(const CudaMemory&) = delete;
  CudaMemory& operator=(const CudaMemory&) = delete;
  std::byte* data() override { return block_.data; }
  Bytes size() const override { return size_; }

 private:
  DevicePool& pool_;
  DeviceBlock block_;
  Bytes size_;
};

class PinnedMemory final : public Memory {
 public:
  explicit PinnedMemory(Bytes size) : data_(make_pinned<std::byte>(size.count)), size_(size) {}
  std::byte* data() override { return data_.get(); }
  Bytes size() const override { return size_; }

 private:
  Pinned<std::byte> data_;
  Bytes size_;
};

/// The times between a row of events enqueued while the stream is held, so that the host is not in what lies
/// between them. None where the hold ended before all were enqueued.
std::vector<float> gaps_in_a_hold(CudaStream& stream) {
  std::array<CudaEvent, 65> events;
  for (CudaEvent& event : events) event = make_event();
  stream.hold();
  for (const CudaEvent& event : events)
    check_cuda(cudaEventRecord(event.get(), static_cast<cudaStream_t>(stream.native())), "cudaEventRecord");
  stream.release();
  stream.synchronize();
  std::vector<float> gaps;
  if (stream.hold_timed_out()) return gaps;
  for (std::size_t i = 1; i < events.size(); ++i)
    gaps.push_back(milliseconds_between(events[i - 1], events[i]));
  return gaps;
}

/// A host that is off its processor for the second a hold lasts may be so again, but hardly three times.
Nanoseconds measure_resolution(EventClock& clock) {
  constexpr int tries = 3;
  CudaStream stream(clock);
  std::vector<float> gaps;
  for (int i = 0; i < tries && gaps.empty(); ++i) gaps = gaps_in_a_hold(stream);
  if (gaps.empty())
    throw std::runtime_error("cuda: what events resolve can't be measured: each hold of a stream timed out");
  return resolution_of(gaps);
}

}  // namespace

CudaBackend::CudaBackend(int index)
    : index_(start_device(index)),
      cache_l2_(static_cast<std::size_t>(attribute(cudaDevAttrL2CacheSize, index))),
      multiprocessors_(attribute(cudaDevAttrMultiProcessorCount, index)),
      pool_(memory_of(index)),
      sweeper_(make_queue()),
      clock_resolution_(measure_resolution(clock_)) {}

std::unique_ptr<Memory> CudaBackend::allocate(Bytes size) {
  return std::make_unique<CudaMemory>(pool_, size);
}

std::unique_ptr<Memory> CudaBackend::allocate_host(Bytes size) {
  use_device();
  return std::make_unique<PinnedMemory>(size);
}

std::unique_ptr<Stream> CudaBackend::make_stream() {
  use_device();
  return std::make_unique<CudaStream>(clock_);
}

void CudaBackend::evict(std::span<const std::span<std::byte>>) {
  if (cache_l2_ == 0) return;  // Nothing to put it out of.
  use_device();
  if (!sweep_) make_sweep();
  kernels::cuda::resident_read(sweeper_.get(), sweep_->arguments);
  check_cuda(cudaStreamSynchronize(sweeper_.get()), "cudaStreamSynchronize");
}

void CudaBackend::make_sweep() {
  constexpr std::size_t caches = 3;  // More than two: the cache does not replace in strict order.
  constexpr std::size_t blocks_per_multiprocessor = 8;  // Of 256 threads: as many as it holds.
  const std::size_t words = caches * cache_l2_ / sizeof(std::uint32_t) / 4 * 4;
  const std::size_t blocks = blocks_per_multiprocessor * static_cast<std::size_t>(multiprocessors_);
  auto sweep = std::make_unique<Sweep>(Sweep{{*this, words}, {*this, blocks}, {}});
  sweep->arguments = {
      .data = sweep->words.data(), .count = words, .sums = sweep->sums.data(), .parts = blocks, .passes = 1};
  check_cuda(cudaMemsetAsync(sweep->words.data(), 0, words * sizeof(std::uint32_t), sweeper_.get()),
             "cudaMemsetAsync");
  sweep_ = std::move(sweep);
}

void CudaBackend::upload(std::byte* to, std::span<const std::byte> from) {
  use_device();
  staging_.upload(to, from);
}

void CudaBackend::download(std::span<std::byte> to, const std::byte* from) {
  use_device();
  staging_.download(to, from);
}

void CudaBackend::use_device() const {
  check_cuda(cudaSetDevice(index_), "cudaSetDevice");
}

}  // namespace gpubench
