#include "bench/native/random_update.hpp"

#include <bit>

#include "bench/native/device_sizes.hpp"
#include "bench/native/exact_output.hpp"
#include "bench/native/nominal_time.hpp"

namespace gpubench {
namespace {

using Word = unsigned long long;

/// About a millisecond of either.
std::uint64_t updates_on(const std::string& backend) {
  return backend == "host" ? 1 << 16 : 1 << 24;
}

/// Words of the table, a power of two.
std::uint64_t place_count(const Axes& axes) {
  return std::bit_floor(axes.size("table").count / sizeof(Word));
}

class RandomUpdateTrial final : public Trial {
 public:
  RandomUpdateTrial(const RandomUpdateKernels& kernels, std::uint64_t places, Context& context)
      : update_(kernels.update),
        checking_threads_(checking_threads(context.backend)),
        table_(context.backend, places),
        arguments_{table_.data(), places, updates_on(kernels.backend), context.seed,
                   context.backend.threads()} {}

  /// table[i] = i
  void reset() override {
    std::vector<Word> chunk(std::min<std::size_t>(table_.size(), 1 << 20));
    for (std::size_t first = 0; first < table_.size(); first += chunk.size()) {
      for (std::size_t i = 0; i < chunk.size(); ++i) chunk[i] = first + i;
      table_.upload(std::span<const Word>(chunk).first(std::min(chunk.size(), table_.size() - first)), first);
    }
  }

  void enqueue(Stream& stream) override { update_(stream, arguments_); }

  /// Every application adds the same to a place, what a replay in order adds once.
  Verdict verify(std::uint64_t applications) override {
    if (added_.empty()) replay();
    return judge_exact(
        table_, [&](std::uint64_t i) -> Word { return i + applications * added_[i]; }, checking_threads_);
  }

  std::vector<std::span<std::byte>> footprint() override { return {table_.extent()}; }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"threads", std::to_string(arguments_.threads)}, {"updates", std::to_string(arguments_.updates)}};
  }

 private:
  void replay() {
    added_.resize(arguments_.places);
    for (std::uint64_t i = 0; i < arguments_.updates; ++i) {
      const std::uint64_t word = kernels::random_word(arguments_.seed, i);
      added_[word % arguments_.places] += word;
    }
  }

  void (*update_)(Stream&, const kernels::RandomUpdateArguments&);
  int checking_threads_;
  Array<Word> table_;
  kernels::RandomUpdateArguments arguments_;
  std::vector<Word> added_;
};

class RandomUpdate final : public Benchmark {
 public:
  explicit RandomUpdate(const RandomUpdateKernels& kernels) : kernels_(kernels) {
    description_.name = "memory/random_update";
    description_.backend = kernels.backend;
    description_.operation = "table[w mod n] += w for random words w, uint64[n], atomically";
    description_.check = "every word, bit by bit, against a replay in order";
    description_.metric = Metric::message_rate;
    description_.axes = {{.name = "table",
                          .meaning = "The table, to the power of two below.",
                          .kind = AxisDefinition::Kind::size,
                          .choices = {},
                          .size_min = 4_KiB}};
  }

  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine& machine) const override {
    std::vector<Bytes> sizes;
    if (kernels_.backend == "host") {
      const Bytes affordable = machine.memory_available / 8;
      const auto settle = [&](Bytes size) {
        return std::max(4_KiB, Bytes{std::bit_floor(std::min(size, affordable).count)});
      };
      sizes = {settle(32_MiB)};
      if (profile != Profile::quick) sizes.push_back(settle(256_MiB));
      if (profile == Profile::thorough) sizes.push_back(settle(1_GiB));
    } else {
      const DeviceSets sets = device_sets(machine);
      sizes = {sets.memory};
      if (profile != Profile::quick) sizes.push_back(sets.streamed);
      if (profile == Profile::thorough) sizes = device_sweep(machine);
    }
    std::vector<Axes> points;
    for (const Bytes size : sizes) points.push_back({{"table", format_size(size)}});
    return points;
  }

  /// Counts: a word read and a word written an update, whatever lines they bring along.
  Work work(const Axes&, const Machine&) const override {
    const std::uint64_t updates = updates_on(kernels_.backend);
    Work work;
    work.read = work.written = Bytes{updates * sizeof(Word)};
    work.operations = static_cast<double>(updates);
    return work;
  }

  /// The table, and on the host as much for the replay.
  Bytes memory_needed(const Axes& axes, const Machine&) const override {
    const Bytes table{place_count(axes) * sizeof(Word)};
    return kernels_.backend == "host" ? 2 * table : table;
  }

  Seconds nominal_time(const Axes& axes, const Machine& machine) const override {
    if (kernels_.backend == "host") return Benchmark::nominal_time(axes, machine);
    return nominal_device_time(work(axes, machine));
  }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    return std::make_unique<RandomUpdateTrial>(kernels_, place_count(axes), context);
  }

 private:
  RandomUpdateKernels kernels_;
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> random_update_benchmark(const RandomUpdateKernels& kernels) {
  return std::make_unique<RandomUpdate>(kernels);
}

}  // namespace gpubench
