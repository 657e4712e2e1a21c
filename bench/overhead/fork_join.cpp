#include <fmt/format.h>
#include <omp.h>

#include <algorithm>
#include <vector>

#include "bench/overhead/arrival_verdict.hpp"
#include "bench/overhead/list.hpp"

namespace gpubench {
namespace {

/// A line of each thread's own.
constexpr std::size_t kStride = 64 / sizeof(std::uint64_t);

class ForkJoinTrial final : public Trial {
 public:
  explicit ForkJoinTrial(Context& context)
      : threads_(context.backend.threads()), arrivals_(static_cast<std::size_t>(threads_) * kStride) {}

  void reset() override { std::ranges::fill(arrivals_, 0); }

  void enqueue(Stream&) override {
#pragma omp parallel num_threads(threads_)
    arrivals_[static_cast<std::size_t>(omp_get_thread_num()) * kStride] += 1;
  }

  Verdict verify(std::uint64_t applications) override {
    for (std::size_t i = 0; i < arrivals_.size(); ++i) {
      const Verdict verdict = judge_arrivals(arrivals_[i], i % kStride == 0 ? applications : 0,
                                             "times a thread came to its regions");
      if (verdict.correctness == Correctness::wrong) return verdict;
    }
    const auto came = static_cast<std::uint64_t>(threads_) * applications;
    return judge_arrivals(came, came, "arrivals");
  }

  std::vector<std::span<std::byte>> footprint() override {
    return {std::as_writable_bytes(std::span(arrivals_))};
  }
  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"threads", std::to_string(threads_)}};
  }

 private:
  int threads_;
  std::vector<std::uint64_t> arrivals_;
};

class ForkJoin final : public Benchmark {
 public:
  ForkJoin() {
    description_.name = "launch/fork_join";
    description_.backend = "host";
    description_.operation = "an OpenMP region of all threads, each adding 1 to a counter of its own";
    description_.check = "each thread came to every region";
    description_.metric = Metric::latency;
  }

  const Description& description() const override { return description_; }
  std::vector<Axes> points(Profile, const Machine&) const override { return {Axes{}}; }
  /// A counter of 8 bytes a thread.
  Work work(const Axes&, const Machine& machine) const override {
    Work work;
    work.read = work.written = Bytes{static_cast<std::uint64_t>(machine.threads) * sizeof(std::uint64_t)};
    return work;
  }
  Bytes memory_needed(const Axes&, const Machine& machine) const override {
    return Bytes{static_cast<std::uint64_t>(machine.threads) * kStride * sizeof(std::uint64_t)};
  }
  std::unique_ptr<Trial> make_trial(const Axes&, Context& context) const override {
    return std::make_unique<ForkJoinTrial>(context);
  }

 private:
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> fork_join_benchmark() {
  return std::make_unique<ForkJoin>();
}

}  // namespace gpubench
