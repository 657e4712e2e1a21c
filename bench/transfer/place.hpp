/// Place: one end of a transfer.
#pragma once
#include <cstddef>
#include <memory>
#include <span>

#include "bench/api/backend.hpp"

namespace gpubench {

class Place {
 public:
  virtual ~Place() = default;
  /// As copies and kernels on the device know it.
  virtual std::byte* address() = 0;
  /// Of all of it; done on return. Throw std::runtime_error.
  virtual void write(std::span<const std::byte> bytes) = 0;
  virtual void read(std::span<std::byte> bytes) = 0;
};

/// All throw std::bad_alloc or std::runtime_error. The backend must outlive the place.
std::unique_ptr<Place> make_pinned_place(std::size_t size);
/// Ordinary memory of the host, touched.
std::unique_ptr<Place> make_pageable_place(std::size_t size);
std::unique_ptr<Place> make_device_place(Backend& backend, std::size_t size);
/// On any device; where it is not the current one, that is given access to it where the two can.
std::unique_ptr<Place> make_peer_place(int peer, std::size_t size);

/// The device after the current one, as this process counts them; the same where there is one only.
int next_device();
/// Whether kernels and copies of the current device reach the peer's memory without the host.
bool can_access(int peer);

}  // namespace gpubench
