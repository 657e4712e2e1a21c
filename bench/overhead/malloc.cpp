#include <cstdlib>
#include <new>

#include "bench/overhead/arrival_verdict.hpp"
#include "bench/overhead/list.hpp"

namespace gpubench {
namespace {

/// One after another; more than one, so that a call is not lost beside the loop around it.
constexpr std::uint64_t kMallocPairs = 64;

class MallocTrial final : public Trial {
 public:
  explicit MallocTrial(std::size_t size) : size_(size) {}

  void reset() override { held_ = 0; }

  void enqueue(Stream&) override {
    for (std::uint64_t i = 0; i < kMallocPairs; ++i) {
      auto* const data = static_cast<volatile unsigned char*>(std::malloc(size_));
      if (data == nullptr) throw std::bad_alloc();
      data[size_ - 1] = 0;
      data[0] = 1;  // Where the size is 1 this is the same byte.
      held_ += data[0];
      std::free(const_cast<unsigned char*>(data));
    }
  }

  Verdict verify(std::uint64_t applications) override {
    return judge_arrivals(held_, kMallocPairs * applications, "allocations held what was written");
  }
  std::vector<std::span<std::byte>> footprint() override {
    return {std::as_writable_bytes(std::span(&held_, 1))};
  }
  std::vector<std::pair<std::string, std::string>> facts() const override { return {{"threads", "1"}}; }

 private:
  std::size_t size_;
  std::uint64_t held_ = 0;
};

class Malloc final : public Benchmark {
 public:
  Malloc() {
    description_.name = "memory/malloc";
    description_.backend = "host";
    description_.operation = "one thread: 64 times malloc(size), a byte written at each end, free";
    description_.check = "each allocation holds what is written to it";
    description_.metric = Metric::latency;
    description_.axes = {
        {.name = "size", .meaning = "Of one allocation.", .kind = AxisDefinition::Kind::size, .choices = {}}};
  }

  const Description& description() const override { return description_; }
  /// Below and above what glibc takes from the kernel anew each time (128 KiB until it learns better).
  std::vector<Axes> points(Profile profile, const Machine&) const override {
    if (profile == Profile::quick) return {{{"size", "64KiB"}}};
    std::vector<Axes> points = {{{"size", "64B"}}, {{"size", "64KiB"}}, {{"size", "64MiB"}}};
    if (profile == Profile::thorough)
      for (const char* size : {"1KiB", "1MiB"}) points.push_back({{"size", size}});
    return points;
  }
  /// Two bytes written and one read an allocation.
  Work work(const Axes&, const Machine&) const override {
    Work work;
    work.read = Bytes{kMallocPairs};
    work.written = Bytes{2 * kMallocPairs};
    work.operations = kMallocPairs;
    return work;
  }
  Bytes memory_needed(const Axes& axes, const Machine&) const override { return axes.size("size"); }
  /// 50 ns a small allocation, 1 us where pages are mapped and faulted in.
  Seconds nominal_time(const Axes& axes, const Machine&) const override {
    return Seconds(kMallocPairs * (axes.size("size") > 32_MiB ? 1e-6 : 50e-9));
  }
  std::unique_ptr<Trial> make_trial(const Axes& axes, Context&) const override {
    return std::make_unique<MallocTrial>(axes.size("size").count);
  }

 private:
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> malloc_benchmark() {
  return std::make_unique<Malloc>();
}

}  // namespace gpubench
