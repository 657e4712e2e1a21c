#include "bench/cuda/backend.hpp"

#include <fmt/format.h>

#include <array>
#include <stdexcept>
#include <vector>

#include "bench/cuda/stream.hpp"

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

/// A row of events enqueued while the stream is held, so that the host is not in what lies between them.
Nanoseconds measure_resolution(EventClock& clock) {
  CudaStream stream(clock);
  std::array<CudaEvent, 65> events;
  for (CudaEvent& event : events) event = make_event();
  stream.hold();
  for (const CudaEvent& event : events)
    check_cuda(cudaEventRecord(event.get(), static_cast<cudaStream_t>(stream.native())), "cudaEventRecord");
  stream.release();
  stream.synchronize();
  std::vector<float> gaps;
  for (std::size_t i = 1; i < events.size(); ++i)
    gaps.push_back(milliseconds_between(events[i - 1], events[i]));
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

std::unique_ptr<Stream> CudaBackend::make_stream() {
  use_device();
  return std::make_unique<CudaStream>(clock_);
}

void CudaBackend::evict(std::span<const std::span<std::byte>>) {
  if (cache_l2_ == 0) return;  // Nothing to put it out of.
  use_device();
  if (!sweep_) sweep_ = allocate(Bytes{2 * cache_l2_});
  check_cuda(cudaMemsetAsync(sweep_->data(), ++sweep_value_, 2 * cache_l2_, sweeper_.get()),
             "cudaMemsetAsync");
  check_cuda(cudaStreamSynchronize(sweeper_.get()), "cudaStreamSynchronize");
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
