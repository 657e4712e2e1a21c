#include "bench/native/indexed_copy.hpp"

#include <bit>

#include "bench/api/communicator.hpp"
#include "bench/native/device_sizes.hpp"
#include "bench/native/exact_output.hpp"
#include "bench/native/nominal_time.hpp"
#include "bench/native/periodic_inputs.hpp"
#include "bench/native/permutation.hpp"

namespace gpubench {
namespace {

enum class Direction { gather, scatter };

/// Elements, a power of two.
std::size_t indexed_count(const Axes& axes) {
  return std::bit_floor(axes.size("working_set").count / (2 * element_size(axes) + sizeof(std::uint32_t)));
}

template <class T>
class IndexedCopyTrial final : public Trial {
 public:
  IndexedCopyTrial(const TypedIndexedCopyKernels<T>& kernels, Direction direction, std::size_t count,
                   Context& context)
      : kernel_(direction == Direction::gather ? kernels.gather : kernels.scatter),
        direction_(direction),
        checking_threads_(checking_threads(context.backend)),
        permutation_(static_cast<unsigned>(std::countr_zero(count)), context.seed),
        inputs_(Family::rounded, context.seed, 0),
        out_(context.backend, count),
        in_(context.backend, count),
        index_(context.backend, count),
        arguments_{out_.data(), in_.data(), index_.data(), count, context.backend.threads()} {}

  void reset() override {
    inputs_.upload(in_);
    upload_poison(out_);
    std::vector<std::uint32_t> chunk(std::min<std::size_t>(index_.size(), 1 << 20));
    for (std::size_t first = 0; first < index_.size(); first += chunk.size()) {
      const auto part = std::span(chunk).first(std::min(chunk.size(), index_.size() - first));
      for (std::size_t i = 0; i < part.size(); ++i) {
        part[i] = static_cast<std::uint32_t>(permutation_.place_of(first + i));
      }
      index_.upload(part, first);
    }
  }

  void enqueue(Stream& stream) override { kernel_(stream, arguments_); }

  Verdict verify(std::uint64_t) override {
    const auto expected = [&](std::uint64_t i) {
      return inputs_[direction_ == Direction::gather ? permutation_.place_of(i) : permutation_.index_of(i)];
    };
    return judge_exact(out_, expected, checking_threads_);
  }

  /// The output first.
  std::vector<std::span<std::byte>> footprint() override {
    return {out_.extent(), in_.extent(), index_.extent()};
  }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"threads", std::to_string(arguments_.threads)}, {"index", "u32 permutation"}};
  }

 private:
  void (*kernel_)(Stream&, const kernels::IndexedCopyArguments<T>&);
  Direction direction_;
  int checking_threads_;
  Permutation permutation_;
  PeriodicInputs<T> inputs_;
  Array<T> out_, in_;
  Array<std::uint32_t> index_;
  kernels::IndexedCopyArguments<T> arguments_;
};

class IndexedCopy final : public Benchmark {
 public:
  IndexedCopy(Direction direction, const IndexedCopyKernels& kernels)
      : direction_(direction), kernels_(kernels) {
    const bool gathers = direction == Direction::gather;
    description_.name = gathers ? "memory/gather" : "memory/scatter";
    description_.backend = kernels.backend;
    description_.operation = gathers ? "out[i] = in[index[i]], index a random permutation"
                                     : "out[index[i]] = in[i], index a random permutation";
    description_.check = "every element, bit by bit, by the permutation's formula";
    description_.metric = Metric::bandwidth;
    description_.axes = {{.name = "type", .meaning = "Type of the elements.", .choices = {"f64", "f32"}},
                         {.name = "working_set",
                          .meaning = "All data together, over all threads.",
                          .kind = AxisDefinition::Kind::size,
                          .choices = {},
                          .size_min = 4_KiB,
                          .size_max = 32_GiB}};  // Elements are numbered in 32 bits.
  }

  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine& machine) const override {
    std::vector<Bytes> sizes;
    if (kernels_.backend == "host") {
      const Bytes affordable = std::max(machine.memory_available / 4, 4_KiB);
      sizes = {std::min(32_MiB, affordable)};
      if (profile != Profile::quick) sizes.push_back(std::min(256_MiB, affordable));
    } else {
      const DeviceSets sets = device_sets(machine);
      sizes = {sets.memory};
      if (profile != Profile::quick) sizes.push_back(sets.streamed);
    }
    std::vector<Axes> points;
    for (const Bytes size : sizes) points.push_back({{"type", "f64"}, {"working_set", format_size(size)}});
    if (profile == Profile::thorough) {
      for (const Bytes size : sizes) points.push_back({{"type", "f32"}, {"working_set", format_size(size)}});
    }
    return points;
  }

  /// Counts: each element read and written once, each index read once; whatever lines they bring along.
  Work work(const Axes& axes, const Machine&) const override {
    const std::size_t count = indexed_count(axes);
    Work work;
    work.read = Bytes{count * (element_size(axes) + sizeof(std::uint32_t))};
    work.written = Bytes{count * element_size(axes)};
    work.operations = static_cast<double>(count);
    return work;
  }

  Bytes memory_needed(const Axes& axes, const Machine&) const override {
    return Bytes{indexed_count(axes) * (2 * element_size(axes) + sizeof(std::uint32_t))};
  }

  Seconds nominal_time(const Axes& axes, const Machine& machine) const override {
    if (kernels_.backend == "host") return Benchmark::nominal_time(axes, machine);
    return nominal_device_time(work(axes, machine));
  }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    const std::size_t count = indexed_count(axes);
    if (axes.text("type") == "f32") {
      return std::make_unique<IndexedCopyTrial<float>>(kernels_.f32, direction_, count, context);
    }
    return std::make_unique<IndexedCopyTrial<double>>(kernels_.f64, direction_, count, context);
  }

 private:
  Direction direction_;
  IndexedCopyKernels kernels_;
  Description description_;
};

}  // namespace

std::vector<std::unique_ptr<Benchmark>> indexed_copy_benchmarks(const IndexedCopyKernels& kernels) {
  std::vector<std::unique_ptr<Benchmark>> list;
  list.push_back(std::make_unique<IndexedCopy>(Direction::gather, kernels));
  list.push_back(std::make_unique<IndexedCopy>(Direction::scatter, kernels));
  return list;
}

}  // namespace gpubench
