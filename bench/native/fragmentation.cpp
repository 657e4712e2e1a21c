#include "bench/native/fragmentation.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "bench/native/fragmentation_pattern.hpp"
#include "bench/native/fragmentation_trial.hpp"

namespace gpubench {
namespace {

class Fragmentation final : public Benchmark {
 public:
  explicit Fragmentation(FragmentationSetup setup) : setup_(std::move(setup)) {
    std::vector<std::string> names;
    for (const NamedAllocator& allocator : setup_.allocators) names.emplace_back(allocator.name);
    description_.name = "launch/malloc_fragmentation";
    description_.backend = setup_.backend;
    description_.operation =
        "256 allocations of mixed sizes, every second one freed, 64 as large as two of those, all freed";
    description_.check =
        "every allocation came; in one more round no two overlap and each holds what is written to its ends";
    description_.metric = Metric::latency;
    description_.axes = {{.name = "allocator", .meaning = "Who is asked for memory.", .choices = names},
                         {.name = "size_max",
                          .meaning = "The largest of the 256; the smallest is a 256th of it.",
                          .kind = AxisDefinition::Kind::size,
                          .choices = {},
                          .size_min = 256_B,
                          .size_max = 1_GiB}};
  }

  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine&) const override {
    std::vector<Axes> points;
    for (const NamedAllocator& allocator : setup_.allocators) {
      points.push_back(point(allocator, setup_.size_max));
      if (profile == Profile::quick) return points;
      if (profile == Profile::thorough)
        for (const Bytes size : {setup_.size_max / 16, setup_.size_max * 4})
          points.push_back(point(allocator, size));
    }
    return points;
  }

  Work work(const Axes&, const Machine&) const override {
    Work work;
    work.operations = 2 * (FragmentationPattern::kPieces + FragmentationPattern::kLarger);
    return work;
  }

  /// Twice the pieces: those that stay, the holes, and the larger ones where none finds a hole.
  Bytes memory_needed(const Axes& axes, const Machine&) const override {
    Bytes all;
    for (const std::size_t size : FragmentationPattern(axes.size("size_max").count, 0).pieces)
      all = all + Bytes{size};
    return 2 * all;
  }

  Seconds nominal_time(const Axes& axes, const Machine& machine) const override {
    return work(axes, machine).operations * allocator_of(axes).nominal_time;
  }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    return make_fragmentation_trial(allocator_of(axes).make(), axes.size("size_max").count, context);
  }

 private:
  static Axes point(const NamedAllocator& allocator, Bytes size) {
    return {{"allocator", allocator.name}, {"size_max", format_size(size)}};
  }

  const NamedAllocator& allocator_of(const Axes& axes) const {
    for (const NamedAllocator& allocator : setup_.allocators)
      if (axes.text("allocator") == allocator.name) return allocator;
    throw std::invalid_argument("malloc_fragmentation: no allocator " + axes.text("allocator"));
  }

  FragmentationSetup setup_;
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> fragmentation_benchmark(FragmentationSetup setup) {
  return std::make_unique<Fragmentation>(std::move(setup));
}

}  // namespace gpubench
