/// A device whose stream writes down what it is asked, and whose memory nobody may look into.
#pragma once
#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "bench/api/backend.hpp"
#include "bench/api/trial.hpp"

namespace gpubench::test {

using Log = std::vector<std::string>;

class LoggingStream final : public Stream {
 public:
  LoggingStream(Log& log, Nanoseconds wait, bool hold_ends) : log_(log), wait_(wait), hold_ends_(hold_ends) {}
  void hold() override { log_.emplace_back("hold"); }
  void release() override { log_.emplace_back("release"); }
  std::uint64_t hold_max() const override { return 1800; }
  void mark_start() override { log_.emplace_back("start"); }
  void mark_stop() override { log_.emplace_back("stop"); }
  Interval elapsed() override {
    synchronize();
    log_.back() = "elapsed";
    if (hold_ends_) throw std::runtime_error("planted: the hold ended by itself");
    return {Nanoseconds(7), Nanoseconds(1000)};
  }
  void synchronize() override {
    std::this_thread::sleep_for(wait_);
    log_.emplace_back("synchronize");
  }

 private:
  Log& log_;
  Nanoseconds wait_;
  bool hold_ends_;
};

class LoggingBackend final : public Backend {
 public:
  explicit LoggingBackend(Log& log) : log_(log) {}
  std::unique_ptr<Memory> allocate(Bytes) override { throw std::bad_alloc(); }
  std::unique_ptr<Stream> make_stream() override {
    return std::make_unique<LoggingStream>(log_, wait, hold_ends);
  }
  void evict(std::span<const std::span<std::byte>>) override { log_.emplace_back("evict"); }
  Nanoseconds clock_resolution() const override { return Nanoseconds(1); }
  int threads() const override { return 1; }
  bool host_accessible() const override { return accessible; }

  bool accessible = false;
  bool hold_ends = false;  ///< Before the stream is released. Of streams made from then on, as is:
  Nanoseconds wait{0};     ///< What waiting for the device takes.

 private:
  Log& log_;
};

class LoggingTrial final : public Trial {
 public:
  LoggingTrial(Log& log, Timing timing) : log_(log), timing_(timing) {}
  void reset() override {}
  void enqueue(Stream&) override {
    log_.emplace_back("enqueue");
    if (throws) throw std::runtime_error("planted: the launch was refused");
  }
  Verdict verify(std::uint64_t) override { return {}; }
  Timing timing() const override { return timing_; }

  std::uint64_t launches() const override { return nodes; }

  bool throws = false;
  std::uint64_t nodes = Trial::launches();

 private:
  Log& log_;
  Timing timing_;
};

}  // namespace gpubench::test
