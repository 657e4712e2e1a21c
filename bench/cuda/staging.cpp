#include "bench/cuda/staging.hpp"

#include <algorithm>
#include <cstring>

namespace gpubench {
namespace {

/// Large enough for the bus to reach its rate, small enough to page-lock at once.
constexpr std::size_t kHalf = std::size_t{8} << 20;

/// That part of the memory which the n-th half-full copies.
template <class Byte>
std::span<Byte> chunk(std::span<Byte> memory, std::size_t n) {
  const std::size_t begin = std::min(n * kHalf, memory.size());
  return memory.subspan(begin, std::min(kHalf, memory.size() - begin));
}

bool is_pinned(const void* memory) {
  cudaPointerAttributes attributes{};
  check_cuda(cudaPointerGetAttributes(&attributes, memory), "cudaPointerGetAttributes");
  return attributes.type == cudaMemoryTypeHost;
}

}  // namespace

Staging::Staging() : queue_(make_queue()) {
  for (Half& half : halves_) half = {make_pinned<std::byte>(kHalf), make_event()};
}

void Staging::copy_at_once(void* to, const void* from, std::size_t size, cudaMemcpyKind kind) {
  check_cuda(cudaMemcpyAsync(to, from, size, kind, queue_.get()), "cudaMemcpyAsync");
  check_cuda(cudaStreamSynchronize(queue_.get()), "cudaStreamSynchronize");
}

void Staging::upload(std::byte* to, std::span<const std::byte> from) {
  if (from.empty()) return;
  if (is_pinned(from.data())) return copy_at_once(to, from.data(), from.size(), cudaMemcpyHostToDevice);
  for (std::size_t n = 0; n * kHalf < from.size(); ++n) {
    Half& half = halves_[n % 2];
    const auto part = chunk(from, n);
    // An event never recorded counts as having happened.
    check_cuda(cudaEventSynchronize(half.copied.get()), "cudaEventSynchronize");
    std::memcpy(half.data.get(), part.data(), part.size());
    check_cuda(
        cudaMemcpyAsync(to + n * kHalf, half.data.get(), part.size(), cudaMemcpyHostToDevice, queue_.get()),
        "cudaMemcpyAsync");
    check_cuda(cudaEventRecord(half.copied.get(), queue_.get()), "cudaEventRecord");
  }
  check_cuda(cudaStreamSynchronize(queue_.get()), "cudaStreamSynchronize");
}

void Staging::download(std::span<std::byte> to, const std::byte* from) {
  if (to.empty()) return;
  if (is_pinned(to.data())) return copy_at_once(to.data(), from, to.size(), cudaMemcpyDeviceToHost);
  const std::size_t chunks = (to.size() + kHalf - 1) / kHalf;
  const auto begin_copy = [&](std::size_t n) {
    Half& half = halves_[n % 2];
    check_cuda(cudaMemcpyAsync(half.data.get(), from + n * kHalf, chunk(to, n).size(), cudaMemcpyDeviceToHost,
                               queue_.get()),
               "cudaMemcpyAsync");
    check_cuda(cudaEventRecord(half.copied.get(), queue_.get()), "cudaEventRecord");
  };
  for (std::size_t n = 0; n < std::min<std::size_t>(chunks, 2); ++n) begin_copy(n);
  for (std::size_t n = 0; n < chunks; ++n) {
    const auto part = chunk(to, n);
    check_cuda(cudaEventSynchronize(halves_[n % 2].copied.get()), "cudaEventSynchronize");
    std::memcpy(part.data(), halves_[n % 2].data.get(), part.size());
    if (n + 2 < chunks) begin_copy(n + 2);
  }
}

}  // namespace gpubench
