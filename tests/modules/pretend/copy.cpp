#include "tests/modules/pretend/copy.hpp"

#include <fmt/format.h>

#include <cstring>

#include "bench/api/array.hpp"
#include "tests/modules/pretend/device.hpp"

namespace gpubench::pretend {
namespace {

constexpr std::uint64_t kPoison = ~std::uint64_t{0};

class CopyTrial final : public Trial {
 public:
  CopyTrial(std::size_t count, Context& context)
      : from_(context.backend, count), to_(context.backend, count), pattern_(count) {
    for (std::size_t i = 0; i < count; ++i) pattern_[i] = context.seed + i;
  }
  void reset() override {
    from_.upload(std::span<const std::uint64_t>(pattern_));
    to_.upload(std::span<const std::uint64_t>(std::vector<std::uint64_t>(pattern_.size(), kPoison)));
  }
  void enqueue(Stream& stream) override {
    const std::size_t bytes = from_.extent().size();
    queue_of(stream).launch(Seconds(2 * static_cast<double>(bytes) / kBytesPerSecond),
                            [&] { std::memcpy(unveil(to_.data()), unveil(from_.data()), bytes); });
  }
  Verdict verify(std::uint64_t) override {
    Verdict verdict;
    verdict.family = "E";
    verdict.checked = verdict.total = pattern_.size();
    verdict.correctness = to_.download() == pattern_ ? Correctness::identical : Correctness::wrong;
    if (verdict.correctness == Correctness::wrong) verdict.detail = "b is not a";
    return verdict;
  }

 private:
  Array<std::uint64_t> from_, to_;
  std::vector<std::uint64_t> pattern_;
};

class Copy final : public Benchmark {
 public:
  Copy() {
    description_.name = "pretend/copy";
    description_.backend = "pretend";
    description_.operation = "b[i] = a[i], u64[n]";
    description_.check = "every element, bit for bit";
    AxisDefinition size;
    size.name = "working_set";
    size.meaning = "All arrays together.";
    size.kind = AxisDefinition::Kind::size;
    size.size_min = 16_B;
    description_.axes = {size};
  }
  const Description& description() const override { return description_; }
  std::vector<Axes> points(Profile profile, const Machine&) const override {
    std::vector<Axes> points = {Axes{{"working_set", "64KiB"}}};
    if (profile != Profile::quick) points.push_back(Axes{{"working_set", "1MiB"}});
    return points;
  }
  Work work(const Axes& axes, const Machine&) const override {
    Work work;
    work.read = work.written = axes.size("working_set") / 2;
    return work;
  }
  Bytes memory_needed(const Axes& axes, const Machine&) const override { return axes.size("working_set"); }
  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    return std::make_unique<CopyTrial>(axes.size("working_set").count / 16, context);
  }

 private:
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> make_copy_benchmark() {
  return std::make_unique<Copy>();
}

}  // namespace gpubench::pretend
