/// A pretend device: host memory behind addresses that nobody can follow by mistake, a clock that is
/// arithmetic, and faults on request.
#pragma once
#include <cstddef>
#include <functional>
#include <memory>

#include "bench/api/backend.hpp"
#include "tests/modules/pretend/settings.hpp"

namespace gpubench::pretend {

/// Bytes a second of every operation of an unharmed device.
inline constexpr double kBytesPerSecond = 100e9;

/// Of one process's one device; shared by its backend, streams and memory.
class Device {
 public:
  Device(int number, const Settings& settings) : number_(number), settings_(settings) {}

  int number() const { return number_; }
  bool throttled() const { return settings_.fault == Fault::throttled; }
  /// Throws std::runtime_error where the device is lost.
  void require() const;
  /// Counts an operation and lets the fault come to it. Returns whether it will never finish.
  bool begin_operation();
  /// What an operation of this nominal duration takes: 0.5 % apart at most, slow devices 5 % more.
  Nanoseconds time_of(Seconds nominal);

 private:
  int number_;
  Settings settings_;
  std::uint64_t operations_ = 0;
  std::uint64_t noise_ = 1;
  bool lost_ = false;
};

/// The queue behind Stream::native(): operations run when they are enqueued, their time is counted.
class Queue {
 public:
  explicit Queue(Device& device) : device_(device) {}

  Device& device() { return device_; }
  /// Runs the operation, unless the device never comes to it, and counts its nominal duration. A duration of
  /// 0 is taken from the wall clock.
  void launch(Seconds nominal, const std::function<void()>& operation);

  bool hung = false;
  Nanoseconds counted{0};

 private:
  Device& device_;
};

/// The queue of a stream of this backend. Throws std::runtime_error where it is another's.
Queue& queue_of(Stream& stream);

/// An address of the device as host code may follow it.
std::byte* unveil(const void* address);

std::unique_ptr<Backend> make_backend(std::shared_ptr<Device> device);

}  // namespace gpubench::pretend
