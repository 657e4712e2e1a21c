#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "bench/launch/allocator.hpp"
#include "bench/launch/list.hpp"
#include "bench/native/fragmentation.hpp"

namespace gpubench {
namespace {

class AllocationTrial final : public Trial {
 public:
  AllocationTrial(std::unique_ptr<Allocator> allocator, std::size_t size, Context& context)
      : backend_(context.backend), allocator_(std::move(allocator)), size_(size) {}

  void reset() override { arrivals_ = 0; }

  void enqueue(Stream& stream) override {
    std::byte* const data = allocator_->allocate(size_, stream);
    if (data != nullptr) ++arrivals_;
    allocator_->free(data, stream);
  }

  /// As many pieces of memory as were asked for; and one more, untimed, holds what is written to its ends.
  Verdict verify(std::uint64_t applications) override {
    Verdict verdict;
    verdict.family = std::string("arrival");  // Assigning the literal trips GCC 12's -Wrestrict (PR 105651).
    verdict.checked = verdict.total = applications;
    verdict.correctness = Correctness::identical;
    if (arrivals_ != applications) {
      verdict.detail = fmt::format("{} pieces of memory came, not {}", arrivals_, applications);
    } else if (!holds_what_is_written()) {
      verdict.detail = fmt::format("{} bytes do not hold what was written to their ends", size_);
    }
    if (!verdict.detail.empty()) verdict.correctness = Correctness::wrong;
    return verdict;
  }

  Timing timing() const override { return Timing::wall; }

 private:
  bool holds_what_is_written() {
    constexpr std::array written = {std::byte{0x5a}};
    const auto stream = backend_.make_stream();
    std::byte* const data = allocator_->allocate(size_, *stream);
    stream->synchronize();
    bool holds = true;
    for (std::byte* const end : {data, data + size_ - 1}) {
      std::array<std::byte, 1> read{};
      backend_.upload(end, written);
      backend_.download(read, end);
      holds = holds && read == written;
    }
    allocator_->free(data, *stream);
    stream->synchronize();
    return holds;
  }

  Backend& backend_;
  std::unique_ptr<Allocator> allocator_;
  std::size_t size_;
  std::uint64_t arrivals_ = 0;
};

class Allocation final : public Benchmark {
 public:
  explicit Allocation(bool pooled) : pooled_(pooled) {
    description_.name = pooled ? "launch/malloc_async" : "launch/malloc_free";
    description_.backend = "cuda";
    description_.operation =
        pooled ? "cudaMallocFromPoolAsync and cudaFreeAsync of the same memory, in one stream"
               : "cudaMalloc and cudaFree of the same memory";
    description_.check = "each allocation gives memory; one more holds what is written to its ends";
    description_.metric = Metric::latency;
    description_.axes = {
        {.name = "size", .meaning = "Of one allocation.", .kind = AxisDefinition::Kind::size, .choices = {}}};
    if (pooled) {
      description_.axes.push_back({.name = "pool",
                                   .meaning =
                                       "keep: what is freed stays in the pool. release: it goes back to the "
                                       "device at the next synchronisation, the default.",
                                   .choices = {"keep", "release"}});
    }
  }

  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine& machine) const override {
    const Bytes large = std::min(64_MiB, machine.memory_available / 8);
    if (profile == Profile::quick) return {point(1_MiB, "keep")};
    std::vector<Axes> points = {point(1_MiB, "keep"), point(large, "keep")};
    if (pooled_) points.push_back(point(1_MiB, "release"));
    if (profile == Profile::thorough)
      for (const Bytes size : {256_B, 64_KiB, std::min(1_GiB, large * 16)})
        points.push_back(point(size, "keep"));
    return points;
  }

  /// One allocation with its end; no byte of it is touched.
  Work work(const Axes&, const Machine&) const override { return {}; }
  Bytes memory_needed(const Axes& axes, const Machine&) const override { return axes.size("size"); }
  Seconds nominal_time(const Axes&, const Machine&) const override {
    return Seconds(pooled_ ? 2e-6 : 100e-6);
  }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    return std::make_unique<AllocationTrial>(
        pooled_ ? make_pooled_allocator(axes.text("pool") == "keep") : make_direct_allocator(),
        axes.size("size").count, context);
  }

 private:
  Axes point(Bytes size, const char* pool) const {
    Axes axes{{"size", format_size(size)}};
    if (pooled_) axes.set("pool", pool);
    return axes;
  }

  bool pooled_;
  Description description_;
};

}  // namespace

std::vector<std::unique_ptr<Benchmark>> device_allocation_benchmarks() {
  std::vector<std::unique_ptr<Benchmark>> list;
  for (const bool pooled : {false, true}) list.push_back(std::make_unique<Allocation>(pooled));
  list.push_back(fragmentation_benchmark(
      {.backend = "cuda",
       .allocators = {{"pool", [] { return make_pooled_allocator(true); }, Seconds(2e-6)},
                      {"malloc", make_direct_allocator, Seconds(100e-6)}},
       .size_max = 8_MiB}));
  return list;
}

}  // namespace gpubench
