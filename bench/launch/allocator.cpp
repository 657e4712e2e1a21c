#include "bench/launch/allocator.hpp"

#include <cstdint>

#include "bench/cuda/handles.hpp"

namespace gpubench {
namespace {

struct DestroyPool {
  void operator()(cudaMemPool_t pool) const noexcept { cudaMemPoolDestroy(pool); }
};
using MemoryPool = std::unique_ptr<CUmemPoolHandle_st, DestroyPool>;

MemoryPool make_pool(bool keeps) {
  int device = 0;
  check_cuda(cudaGetDevice(&device), "cudaGetDevice");
  cudaMemPoolProps properties{};
  properties.allocType = cudaMemAllocationTypePinned;
  properties.location = {.type = cudaMemLocationTypeDevice, .id = device};
  cudaMemPool_t created = nullptr;
  check_cuda(cudaMemPoolCreate(&created, &properties), "cudaMemPoolCreate");
  MemoryPool pool(created);
  std::uint64_t threshold = keeps ? UINT64_MAX : 0;
  check_cuda(cudaMemPoolSetAttribute(created, cudaMemPoolAttrReleaseThreshold, &threshold),
             "cudaMemPoolSetAttribute");
  return pool;
}

class Direct final : public Allocator {
 public:
  std::byte* allocate(std::size_t size, Stream&) override {
    void* data = nullptr;
    check_cuda(cudaMalloc(&data, size), "cudaMalloc");
    return static_cast<std::byte*>(data);
  }
  void free(std::byte* data, Stream&) override { check_cuda(cudaFree(data), "cudaFree"); }
};

class Pooled final : public Allocator {
 public:
  explicit Pooled(bool keeps) : pool_(make_pool(keeps)) {}
  std::byte* allocate(std::size_t size, Stream& stream) override {
    void* data = nullptr;
    check_cuda(cudaMallocFromPoolAsync(&data, size, pool_.get(), static_cast<cudaStream_t>(stream.native())),
               "cudaMallocFromPoolAsync");
    return static_cast<std::byte*>(data);
  }
  void free(std::byte* data, Stream& stream) override {
    check_cuda(cudaFreeAsync(data, static_cast<cudaStream_t>(stream.native())), "cudaFreeAsync");
  }

 private:
  MemoryPool pool_;
};

}  // namespace

std::unique_ptr<Allocator> make_direct_allocator() {
  return std::make_unique<Direct>();
}

std::unique_ptr<Allocator> make_pooled_allocator(bool keeps) {
  return std::make_unique<Pooled>(keeps);
}

}  // namespace gpubench
