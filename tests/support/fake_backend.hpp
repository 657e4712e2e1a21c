/// A backend whose clock is a script: every batch takes what the test says.
#pragma once
#include <deque>
#include <functional>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include "bench/api/backend.hpp"
#include "bench/api/trial.hpp"

namespace gpubench::test {

/// Durations come from `next`, one an interval.
class ScriptedStream final : public Stream {
 public:
  explicit ScriptedStream(std::function<Nanoseconds()> next) : next_(std::move(next)) {}
  void mark_start() override {}
  void mark_stop() override {}
  Interval elapsed() override {
    const Interval interval{now_, next_()};
    now_ += interval.duration;
    return interval;
  }
  void synchronize() override {}

 private:
  std::function<Nanoseconds()> next_;
  Nanoseconds now_{0};
};

class FakeBackend final : public Backend {
 public:
  explicit FakeBackend(std::function<Nanoseconds()> next) : next_(std::move(next)) {}
  std::unique_ptr<Memory> allocate(Bytes) override { throw std::bad_alloc(); }
  std::unique_ptr<Stream> make_stream() override { return std::make_unique<ScriptedStream>(next_); }
  void evict(std::span<const std::span<std::byte>> memory) override { evicted += memory.size(); }
  Nanoseconds clock_resolution() const override { return resolution; }
  int threads() const override { return 1; }

  Nanoseconds resolution{20};
  std::size_t evicted = 0;

 private:
  std::function<Nanoseconds()> next_;
};

/// Counts what the harness does to it.
class CountingTrial final : public Trial {
 public:
  void reset() override {
    if (reset_takes.count() > 0) std::this_thread::sleep_for(reset_takes);
    ++resets;
    since_reset = 0;
  }
  void enqueue(Stream&) override {
    ++enqueued;
    ++since_reset;
    most_since_reset = std::max(most_since_reset, since_reset);
    if (enqueued == throw_at) throw std::runtime_error("planted failure");
  }
  Verdict verify(std::uint64_t applications) override {
    Verdict verdict;
    verdict.correctness = applications == since_reset ? Correctness::identical : Correctness::wrong;
    return verdict;
  }
  std::uint64_t applications_max() const override { return limit; }
  std::vector<std::span<std::byte>> footprint() override { return {std::span(&memory_, 1)}; }

  std::uint64_t resets = 0, enqueued = 0, since_reset = 0, most_since_reset = 0;
  std::uint64_t limit = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t throw_at = 0;
  Nanoseconds reset_takes{0};

 private:
  std::byte memory_{};
};

}  // namespace gpubench::test
