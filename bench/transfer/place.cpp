#include "bench/transfer/place.hpp"

#include <cstring>
#include <vector>

#include "bench/api/array.hpp"
#include "bench/cuda/handles.hpp"
#include "bench/cuda/on_device.hpp"

namespace gpubench {
namespace {

class PinnedPlace final : public Place {
 public:
  explicit PinnedPlace(std::size_t size)
      : memory_(make_pinned<std::byte>(size)), address_(device_address(memory_)) {}
  std::byte* address() override { return address_; }
  void write(std::span<const std::byte> bytes) override {
    std::memcpy(memory_.get(), bytes.data(), bytes.size());
  }
  void read(std::span<std::byte> bytes) override { std::memcpy(bytes.data(), memory_.get(), bytes.size()); }

 private:
  Pinned<std::byte> memory_;
  std::byte* address_;
};

class PageablePlace final : public Place {
 public:
  explicit PageablePlace(std::size_t size) : memory_(size) {}
  std::byte* address() override { return memory_.data(); }
  void write(std::span<const std::byte> bytes) override {
    std::memcpy(memory_.data(), bytes.data(), bytes.size());
  }
  void read(std::span<std::byte> bytes) override { std::memcpy(bytes.data(), memory_.data(), bytes.size()); }

 private:
  std::vector<std::byte> memory_;
};

class DevicePlace final : public Place {
 public:
  DevicePlace(Backend& backend, std::size_t size) : memory_(backend, size) {}
  std::byte* address() override { return memory_.data(); }
  void write(std::span<const std::byte> bytes) override { memory_.upload(bytes); }
  void read(std::span<std::byte> bytes) override { memory_.download(bytes); }

 private:
  Array<std::byte> memory_;
};

struct FreeDevice {
  void operator()(std::byte* data) const noexcept { cudaFree(data); }
};

class PeerPlace final : public Place {
 public:
  PeerPlace(int peer, std::size_t size) {
    if (can_access(peer)) {
      const cudaError_t code = cudaDeviceEnablePeerAccess(peer, 0);
      if (code == cudaErrorPeerAccessAlreadyEnabled) {
        cudaGetLastError();  // An answer, no error: the next launch must not be taken for refused.
      } else {
        check_cuda(code, "cudaDeviceEnablePeerAccess");
      }
    }
    const OnDevice there(peer);
    void* data = nullptr;
    check_cuda(cudaMalloc(&data, size), "cudaMalloc");
    memory_.reset(static_cast<std::byte*>(data));
  }
  std::byte* address() override { return memory_.get(); }
  void write(std::span<const std::byte> bytes) override {
    check_cuda(cudaMemcpy(memory_.get(), bytes.data(), bytes.size(), cudaMemcpyDefault), "cudaMemcpy");
  }
  void read(std::span<std::byte> bytes) override {
    check_cuda(cudaMemcpy(bytes.data(), memory_.get(), bytes.size(), cudaMemcpyDefault), "cudaMemcpy");
  }

 private:
  std::unique_ptr<std::byte, FreeDevice> memory_;
};

}  // namespace

std::unique_ptr<Place> make_pinned_place(std::size_t size) {
  return std::make_unique<PinnedPlace>(size);
}

std::unique_ptr<Place> make_pageable_place(std::size_t size) {
  return std::make_unique<PageablePlace>(size);
}

std::unique_ptr<Place> make_device_place(Backend& backend, std::size_t size) {
  return std::make_unique<DevicePlace>(backend, size);
}

std::unique_ptr<Place> make_peer_place(int peer, std::size_t size) {
  return std::make_unique<PeerPlace>(peer, size);
}

int next_device() {
  int count = 0;
  check_cuda(cudaGetDeviceCount(&count), "cudaGetDeviceCount");
  return (current_device() + 1) % count;
}

bool can_access(int peer) {
  int can = 0;
  check_cuda(cudaDeviceCanAccessPeer(&can, current_device(), peer), "cudaDeviceCanAccessPeer");
  return can != 0;
}

}  // namespace gpubench
