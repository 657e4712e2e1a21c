/// PatientBackend: a device's backend whose streams are waited for only so long.
#pragma once
#include <memory>
#include <stdexcept>
#include <vector>

#include "bench/api/backend.hpp"

namespace gpubench {

/// What a stream threw that did not finish in time.
struct TimeOut : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// All else is the inner backend's. A stream that timed out is kept from then on, whether or not its owner
/// lets it go, since destroying it would wait for the device; so must be the memory its operations use, until
/// recovered() says yes.
class PatientBackend final : public Backend {
 public:
  /// index: which of this process's devices it is.
  PatientBackend(std::unique_ptr<Backend> inner, Seconds limit, int index = 0);
  ~PatientBackend() override;

  Backend& inner() { return *inner_; }
  int index() const { return index_; }
  /// Whether every stream that timed out has finished since, asking until the limit has passed.
  bool recovered(Seconds limit);

  std::unique_ptr<Memory> allocate(Bytes size) override { return inner_->allocate(size); }
  std::unique_ptr<Memory> allocate_host(Bytes size) override { return inner_->allocate_host(size); }
  std::unique_ptr<Stream> make_stream() override;
  void evict(std::span<const std::span<std::byte>> memory) override { inner_->evict(memory); }
  Nanoseconds clock_resolution() const override { return inner_->clock_resolution(); }
  int threads() const override { return inner_->threads(); }
  bool host_accessible() const override { return inner_->host_accessible(); }
  void upload(std::byte* to, std::span<const std::byte> from) override { inner_->upload(to, from); }
  void download(std::span<std::byte> to, const std::byte* from) override { inner_->download(to, from); }
  Bytes idle_memory() const override { return inner_->idle_memory(); }
  void release_idle_memory() override { inner_->release_idle_memory(); }

 private:
  std::unique_ptr<Backend> inner_;
  Seconds limit_;
  int index_;
  /// Timed out and not seen to finish since; may be let go without being destroyed.
  std::unique_ptr<std::vector<std::shared_ptr<Stream>>> stuck_ =
      std::make_unique<std::vector<std::shared_ptr<Stream>>>();
};

}  // namespace gpubench
