#include "tests/modules/pretend/device.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <new>
#include <stdexcept>
#include <thread>

namespace gpubench::pretend {
namespace {

/// Beyond what a user's address can be, so that following one ends the process.
constexpr std::uintptr_t kVeil = std::uintptr_t{1} << 48;

Nanoseconds now() {
  return std::chrono::steady_clock::now().time_since_epoch();
}

class PretendStream final : public Stream {
 public:
  explicit PretendStream(std::shared_ptr<Device> device) : device_(std::move(device)), queue_(*device_) {}
  void mark_start() override {
    start_ = now();
    queue_.counted = Nanoseconds(0);
  }
  void mark_stop() override { stop_ = now(); }
  Interval elapsed() override {
    synchronize();
    while (now() < start_ + queue_.counted) std::this_thread::yield();  // no sample ends before its time
    return {start_, queue_.counted.count() > 0 ? queue_.counted : stop_ - start_};
  }
  void synchronize() override {
    device_->require();
    while (queue_.hung) std::this_thread::sleep_for(std::chrono::hours(1));
  }
  bool finished() override {
    device_->require();
    return !queue_.hung;
  }
  void* native() override { return &queue_; }

 private:
  std::shared_ptr<Device> device_;
  Queue queue_;
  Nanoseconds start_{}, stop_{};
};

class PretendMemory final : public Memory {
 public:
  explicit PretendMemory(Bytes size) : size_(size), data_(allocate(size), std::free) {}
  std::byte* data() override {
    return reinterpret_cast<std::byte*>(reinterpret_cast<std::uintptr_t>(data_.get()) | kVeil);
  }
  Bytes size() const override { return size_; }

 private:
  static std::byte* allocate(Bytes size) {
    constexpr std::size_t kLine = 64;
    void* memory = std::aligned_alloc(kLine, (size.count + kLine - 1) / kLine * kLine);
    if (memory == nullptr) throw std::bad_alloc();
    return static_cast<std::byte*>(memory);
  }
  Bytes size_;
  std::unique_ptr<std::byte, void (*)(void*)> data_;
};

class PretendBackend final : public Backend {
 public:
  explicit PretendBackend(std::shared_ptr<Device> device) : device_(std::move(device)) {}
  std::unique_ptr<Memory> allocate(Bytes size) override {
    device_->require();
    return std::make_unique<PretendMemory>(size);
  }
  std::unique_ptr<Stream> make_stream() override { return std::make_unique<PretendStream>(device_); }
  void evict(std::span<const std::span<std::byte>>) override {}
  Nanoseconds clock_resolution() const override { return Nanoseconds{10}; }
  int threads() const override { return 4; }
  bool host_accessible() const override { return false; }
  void upload(std::byte* to, std::span<const std::byte> from) override {
    device_->require();
    if (!from.empty()) std::memcpy(unveil(to), from.data(), from.size());
  }
  void download(std::span<std::byte> to, const std::byte* from) override {
    device_->require();
    if (!to.empty()) std::memcpy(to.data(), unveil(from), to.size());
  }

 private:
  std::shared_ptr<Device> device_;
};

}  // namespace

void Device::require() const {
  if (lost_) throw std::runtime_error(fmt::format("planted: device {} has fallen off the bus", number_));
}

bool Device::begin_operation() {
  require();
  ++operations_;
  if (operations_ < settings_.at) return false;
  if (settings_.fault == Fault::lost) {
    lost_ = true;
    require();
  }
  if (settings_.fault == Fault::last) lost_ = true;
  while (settings_.fault == Fault::stuck) std::this_thread::sleep_for(std::chrono::hours(1));
  return settings_.fault == Fault::hung;
}

Nanoseconds Device::time_of(Seconds nominal) {
  noise_ = noise_ * 6364136223846793005ULL + 1442695040888963407ULL;
  const double noise = 1 + 0.005 * static_cast<double>(noise_ >> 40) / static_cast<double>(1 << 24);
  const double slow = settings_.fault == Fault::slow ? 1.05 : 1;
  return std::chrono::duration_cast<Nanoseconds>(nominal * noise * slow);
}

void Queue::launch(Seconds nominal, const std::function<void()>& operation) {
  hung = device_.begin_operation() || hung;
  if (hung) return;
  operation();
  counted += device_.time_of(nominal);
}

Queue& queue_of(Stream& stream) {
  if (stream.native() == nullptr) throw std::runtime_error("pretend: the stream is another backend's");
  return *static_cast<Queue*>(stream.native());
}

std::byte* unveil(const void* address) {
  return reinterpret_cast<std::byte*>(reinterpret_cast<std::uintptr_t>(address) & ~kVeil);
}

std::unique_ptr<Backend> make_backend(std::shared_ptr<Device> device) {
  return std::make_unique<PretendBackend>(std::move(device));
}

}  // namespace gpubench::pretend
