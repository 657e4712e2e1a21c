#include <algorithm>
#include <array>
#include <chrono>

#include "bench/overhead/list.hpp"

namespace gpubench {
namespace {

constexpr std::size_t kReadings = 1024;

/// Readings in a row, and what they make together, so that a reading changed later shows.
class ClockReadTrial final : public Trial {
 public:
  void reset() override {
    readings_.fill(0);
    sum_ = 0;
  }

  void enqueue(Stream&) override {
    std::int64_t sum = 0;
    for (std::int64_t& reading : readings_) {
      reading = std::chrono::steady_clock::now().time_since_epoch().count();
      sum ^= reading;
    }
    sum_ = sum;
  }

  Verdict verify(std::uint64_t) override {
    Verdict verdict;
    verdict.family = std::string("arrival");  // Assigning the literal trips GCC 12's -Wrestrict (PR 105651).
    verdict.checked = verdict.total = kReadings;
    std::int64_t sum = 0;
    for (const std::int64_t reading : readings_) sum ^= reading;
    if (readings_.front() == readings_.back()) {
      verdict.detail = "the clock stood still";
    } else if (!std::ranges::is_sorted(readings_)) {
      verdict.detail = "the clock went back";
    } else if (sum != sum_) {
      verdict.detail = "a reading is not what the clock said";
    }
    verdict.correctness = verdict.detail.empty() ? Correctness::identical : Correctness::wrong;
    return verdict;
  }

  std::vector<std::span<std::byte>> footprint() override {
    return {std::as_writable_bytes(std::span(readings_))};
  }
  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"threads", "1"}, {"clock", "CLOCK_MONOTONIC"}};
  }

 private:
  std::array<std::int64_t, kReadings> readings_{};
  std::int64_t sum_ = 0;
};

class ClockRead final : public Benchmark {
 public:
  ClockRead() {
    description_.name = "launch/clock_read";
    description_.backend = "host";
    description_.operation = "one thread reads the steady clock 1024 times in a row";
    description_.check = "no reading is less than the one before, and the last is more than the first";
    description_.metric = Metric::latency;
  }

  const Description& description() const override { return description_; }
  std::vector<Axes> points(Profile, const Machine&) const override { return {Axes{}}; }
  /// 8 bytes a reading.
  Work work(const Axes&, const Machine&) const override {
    Work work;
    work.written = Bytes{kReadings * sizeof(std::int64_t)};
    work.operations = kReadings;
    return work;
  }
  Bytes memory_needed(const Axes&, const Machine&) const override { return {sizeof(ClockReadTrial)}; }
  /// 25 ns a reading.
  Seconds nominal_time(const Axes&, const Machine&) const override { return Seconds(kReadings * 25e-9); }
  std::unique_ptr<Trial> make_trial(const Axes&, Context&) const override {
    return std::make_unique<ClockReadTrial>();
  }

 private:
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> clock_read_benchmark() {
  return std::make_unique<ClockRead>();
}

}  // namespace gpubench
