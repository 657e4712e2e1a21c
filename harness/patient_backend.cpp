#include "harness/patient_backend.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <thread>

namespace gpubench {
namespace {

using Clock = std::chrono::steady_clock;

class PatientStream final : public Stream {
 public:
  PatientStream(std::shared_ptr<Stream> inner, Seconds limit, std::vector<std::shared_ptr<Stream>>& stuck)
      : inner_(std::move(inner)), limit_(limit), stuck_(stuck) {}

  void hold() override { inner_->hold(); }
  void release() override { inner_->release(); }
  std::uint64_t hold_max() const override { return inner_->hold_max(); }
  void mark_start() override { inner_->mark_start(); }
  void mark_stop() override { inner_->mark_stop(); }
  Interval elapsed() override {
    wait();
    return inner_->elapsed();
  }
  void synchronize() override {
    wait();
    inner_->synchronize();
  }
  void wait_for(Stream& other) override { inner_->wait_for(other); }
  bool finished() override { return inner_->finished(); }
  void* native() override { return inner_->native(); }

 private:
  /// Asks without a pause, as vendors' own waits do: a nap would be in the wall time of what is timed by it.
  void wait() {
    const auto end = Clock::now() + std::chrono::duration_cast<Clock::duration>(limit_);
    while (!inner_->finished()) {
      if (Clock::now() >= end) {
        if (std::ranges::find(stuck_, inner_) == stuck_.end()) stuck_.push_back(inner_);
        throw TimeOut(fmt::format("the device did not finish within {:g} s", limit_.count()));
      }
      std::this_thread::yield();
    }
  }

  std::shared_ptr<Stream> inner_;
  Seconds limit_;
  std::vector<std::shared_ptr<Stream>>& stuck_;
};

/// A lost device has nothing under way.
bool at_rest(Stream& stream) {
  try {
    return stream.finished();
  } catch (const std::exception&) {
    return true;
  }
}

}  // namespace

PatientBackend::PatientBackend(std::unique_ptr<Backend> inner, Seconds limit, int index)
    : inner_(std::move(inner)), limit_(limit), index_(index) {}

PatientBackend::~PatientBackend() {
  if (recovered(Seconds(0))) return;
  static_cast<void>(stuck_.release());  // the process's end frees what is left
  static_cast<void>(inner_.release());
}

std::unique_ptr<Stream> PatientBackend::make_stream() {
  return std::make_unique<PatientStream>(inner_->make_stream(), limit_, *stuck_);
}

bool PatientBackend::recovered(Seconds limit) {
  const auto end = Clock::now() + std::chrono::duration_cast<Clock::duration>(limit);
  for (;;) {
    std::erase_if(*stuck_, [](const auto& stream) { return at_rest(*stream); });
    if (stuck_->empty() || Clock::now() >= end) return stuck_->empty();
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

}  // namespace gpubench
