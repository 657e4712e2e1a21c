/// A host backend of a few lines: page-aligned memory of zeros and the steady clock.
#pragma once
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>

#include "bench/api/backend.hpp"

namespace gpubench::test {

class PlainStream final : public Stream {
 public:
  void mark_start() override { start_ = now(); }
  void mark_stop() override { stop_ = now(); }
  Interval elapsed() override { return {start_, stop_ - start_}; }
  void synchronize() override {}

 private:
  static Nanoseconds now() { return std::chrono::steady_clock::now().time_since_epoch(); }
  Nanoseconds start_{}, stop_{};
};

class PlainMemory final : public Memory {
 public:
  explicit PlainMemory(Bytes size) : size_(size), data_(allocate(size), std::free) {
    std::memset(data_.get(), 0, size.count);
  }
  std::byte* data() override { return data_.get(); }
  Bytes size() const override { return size_; }

 private:
  static std::byte* allocate(Bytes size) {
    constexpr std::size_t kPage = 4096;
    void* memory = std::aligned_alloc(kPage, (size.count + kPage - 1) / kPage * kPage);
    if (memory == nullptr) throw std::bad_alloc();
    return static_cast<std::byte*>(memory);
  }
  Bytes size_;
  std::unique_ptr<std::byte, void (*)(void*)> data_;
};

class PlainBackend final : public Backend {
 public:
  explicit PlainBackend(int threads = 1) : threads_(threads) {}
  std::unique_ptr<Memory> allocate(Bytes size) override { return std::make_unique<PlainMemory>(size); }
  std::unique_ptr<Stream> make_stream() override { return std::make_unique<PlainStream>(); }
  void evict(std::span<const std::span<std::byte>>) override {}
  Nanoseconds clock_resolution() const override { return Nanoseconds{30}; }
  int threads() const override { return threads_; }

 private:
  int threads_;
};

}  // namespace gpubench::test
