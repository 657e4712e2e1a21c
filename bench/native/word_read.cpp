#include "bench/native/word_read.hpp"

#include <algorithm>

#include "bench/native/device_sizes.hpp"
#include "bench/native/nominal_time.hpp"
#include "bench/native/word_read_trial.hpp"

namespace gpubench {
namespace {

using kernels::WordReadArguments;
constexpr std::size_t kWord = sizeof(std::uint32_t);

AxisDefinition size_axis(const char* name, const char* meaning, Bytes min, Bytes max) {
  return {.name = name,
          .meaning = meaning,
          .kind = AxisDefinition::Kind::size,
          .choices = {},
          .size_min = min,
          .size_max = max};
}

/// Blocks of 256 threads that fill the device, but no more than there are tiles.
std::size_t part_count(std::size_t accesses, const Machine& machine) {
  const std::size_t tiles = (accesses + kernels::kReadTileWords - 1) / kernels::kReadTileWords;
  return std::min<std::size_t>(8 * static_cast<std::size_t>(std::max(machine.threads, 1)), tiles);
}

/// What the three have in common: a shape from the axes, work from the shape.
class WordRead : public Benchmark {
 public:
  WordRead(const std::string& backend, WordReadKernel kernel, WordReadTwin twin)
      : kernel_(kernel), twin_(twin) {
    description_.backend = backend;
    description_.check = "the sum of every block's words modulo 2^32 equals the host's";
    description_.metric = Metric::bandwidth;
  }

  const Description& description() const override { return description_; }
  Bytes memory_needed(const Axes& axes, const Machine& machine) const override {
    const WordReadArguments x = shape(axes, machine);
    return Bytes{(x.count + x.parts) * kWord};
  }
  Seconds nominal_time(const Axes& axes, const Machine& machine) const override {
    return nominal_device_time(work(axes, machine));
  }
  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    return make_word_read_trial(kernel_, twin_, shape(axes, context.machine), context);
  }

 protected:
  virtual WordReadArguments shape(const Axes& axes, const Machine& machine) const = 0;
  Description description_;

 private:
  WordReadKernel kernel_;
  WordReadTwin twin_;
};

class L2 final : public WordRead {
 public:
  explicit L2(const WordReadKernels& kernels)
      : WordRead(kernels.backend, kernels.resident, kernels::resident_read) {
    description_.name = "memory/l2";
    description_.operation = "sum of uint32 words, gone over again and again by other blocks each time";
    description_.axes = {size_axis("working_set", "All data together.", 4_KiB, 1_GiB)};
  }

  std::vector<Axes> points(Profile profile, const Machine& machine) const override {
    const Bytes set = device_sets(machine).cache;
    std::vector<Bytes> sizes = {set};
    if (profile != Profile::quick) sizes.push_back(2 * set);
    if (profile == Profile::thorough) sizes.insert(sizes.begin(), {set / 4, set / 2});
    std::vector<Axes> points;
    for (const Bytes size : sizes) points.push_back({{"working_set", format_size(size)}});
    return points;
  }

  /// Counts: every word once a pass.
  Work work(const Axes& axes, const Machine& machine) const override {
    const WordReadArguments x = shape(axes, machine);
    Work work;
    work.read = Bytes{x.count * kWord * x.passes};
    return work;
  }

 private:
  /// Passes until half a gibibyte is read: 100 us, so that the launch does not count.
  WordReadArguments shape(const Axes& axes, const Machine& machine) const override {
    WordReadArguments x{};
    const std::uint64_t size = axes.size("working_set").count / 16 * 16;
    x.count = size / kWord;
    x.parts = part_count(x.count, machine);
    x.passes = std::max<std::uint64_t>(1, (512_MiB).count / size);
    return x;
  }
};

class Stride final : public WordRead {
 public:
  explicit Stride(const WordReadKernels& kernels)
      : WordRead(kernels.backend, kernels.strided, kernels::strided_read) {
    description_.name = "memory/stride";
    description_.operation = "sum of every stride-th uint32 word";
    description_.axes = {size_axis("stride", "From one word read to the next.", 4_B, 64_KiB),
                         size_axis("working_set", "All data together.", 4_KiB, 16_GiB)};
  }

  std::vector<Axes> points(Profile profile, const Machine& machine) const override {
    std::vector<Bytes> strides = {128_B};
    if (profile != Profile::quick) strides = {4_B, 32_B, 128_B};
    if (profile == Profile::thorough) {
      strides.clear();
      for (Bytes stride = 4_B; stride <= 4_KiB; stride = 2 * stride) strides.push_back(stride);
    }
    const std::string set = format_size(device_sets(machine).memory);
    std::vector<Axes> points;
    for (const Bytes stride : strides) {
      points.push_back({{"stride", format_size(stride)}, {"working_set", set}});
    }
    return points;
  }

  /// Not whole words apart.
  std::optional<std::string> obstacle(const Axes& axes, const Machine&) const override {
    if (axes.size("stride").count % kWord == 0) return std::nullopt;
    return "a stride is a whole number of 4-byte words";
  }

  /// Counts: 4 bytes an access, whatever sectors and lines they bring along.
  Work work(const Axes& axes, const Machine& machine) const override {
    const WordReadArguments x = shape(axes, machine);
    const std::size_t accesses = (x.count + x.stride - 1) / x.stride;
    Work work;
    work.read = Bytes{accesses * kWord};
    work.operations = static_cast<double>(accesses);
    return work;
  }

 private:
  WordReadArguments shape(const Axes& axes, const Machine& machine) const override {
    WordReadArguments x{};
    x.count = axes.size("working_set").count / kWord;
    x.stride = std::max<std::size_t>(1, axes.size("stride").count / kWord);
    x.parts = part_count((x.count + x.stride - 1) / x.stride, machine);
    return x;
  }
};

class SharedMemory final : public WordRead {
 public:
  explicit SharedMemory(const WordReadKernels& kernels)
      : WordRead(kernels.backend, kernels.shared, kernels::shared_read) {
    description_.name = "memory/shared_memory";
    description_.operation =
        "sum of 32 KiB of uint32 words in each block's shared memory, 16 bytes at a time";
    description_.axes = {{.name = "passes",
                          .meaning = "How often each block reads its words.",
                          .kind = AxisDefinition::Kind::integer,
                          .choices = {},
                          .integer_max = 1 << 20}};
  }

  std::vector<Axes> points(Profile, const Machine&) const override { return {Axes{{"passes", "1024"}}}; }

  /// Counts: what is read from shared memory; filling it, once a block, is left out.
  Work work(const Axes& axes, const Machine& machine) const override {
    const WordReadArguments x = shape(axes, machine);
    Work work;
    work.read = Bytes{x.parts * x.passes * x.count * kWord};
    return work;
  }

  /// Alike on every device, since its multiprocessors go side by side: 128 bytes a cycle of 2 GHz for each of
  /// its two blocks.
  Seconds nominal_time(const Axes& axes, const Machine&) const override {
    return Seconds(static_cast<double>(axes.integer("passes")) * 2 * kernels::kSharedReadWords * kWord /
                   256e9);
  }

 private:
  /// Two blocks of 1024 threads fill a multiprocessor.
  WordReadArguments shape(const Axes& axes, const Machine& machine) const override {
    WordReadArguments x{};
    x.count = kernels::kSharedReadWords;
    x.parts = 2 * static_cast<std::size_t>(std::max(machine.threads, 1));
    x.passes = static_cast<std::uint64_t>(axes.integer("passes"));
    return x;
  }
};

}  // namespace

std::vector<std::unique_ptr<Benchmark>> word_read_benchmarks(const WordReadKernels& kernels) {
  std::vector<std::unique_ptr<Benchmark>> list;
  list.push_back(std::make_unique<L2>(kernels));
  list.push_back(std::make_unique<Stride>(kernels));
  list.push_back(std::make_unique<SharedMemory>(kernels));
  return list;
}

}  // namespace gpubench
