#include "bench/native/line_chase.hpp"

#include "bench/api/array.hpp"
#include "bench/native/cycle.hpp"
#include "bench/native/device_sizes.hpp"

namespace gpubench {
namespace {

using kernels::LineNode;
using kernels::LineWalk;

constexpr std::uint64_t kHops = 4096;  // 1 ms in a device's cache, 3 ms beyond.

std::size_t node_count(const Axes& axes) {
  return cycle_length(axes.size("working_set").count / sizeof(LineNode));
}

class LineChaseTrial final : public Trial {
 public:
  LineChaseTrial(const LineChaseKernels& kernels, std::size_t count, Context& context)
      : chase_(kernels.chase),
        order_(make_cycle(count, context.seed)),
        nodes_(context.backend, count),
        walk_(context.backend, 1) {}

  void reset() override {
    if (!linked_) link();
    const LineWalk start{node(0), nullptr};
    walk_.upload(std::span(&start, 1));
  }

  void enqueue(Stream& stream) override { chase_(stream, {walk_.data(), kHops}); }

  Verdict verify(std::uint64_t applications) override {
    const std::size_t count = order_.size();
    const LineNode* const expected = node(applications % count * (kHops % count) % count);
    const LineWalk walk = walk_.download()[0];
    Verdict verdict;
    verdict.correctness = Correctness::identical;
    verdict.family = std::string("E");  // Assigning the literal trips GCC 12's -Wrestrict (PR 105651).
    verdict.checked = verdict.total = 1;
    if (walk.end != expected || walk.position != expected) {
      verdict.correctness = Correctness::wrong;
      verdict.detail =
          walk.end == nullptr ? "no walk has ended" : "the walk ended at another node than it must";
    }
    return verdict;
  }

  /// After as many applications as there are nodes the walk is back where it began, and so is one that never
  /// moved.
  std::uint64_t applications_max() const override { return order_.size() - 1; }

  /// The output first.
  std::vector<std::span<std::byte>> footprint() override { return {walk_.extent(), nodes_.extent()}; }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"threads", "1"}, {"hops", std::to_string(kHops)}, {"node", "128B"}};
  }

 private:
  /// The address on the device of the node that is met at this place of the walk.
  const LineNode* node(std::size_t place) const { return nodes_.data() + order_[place]; }

  /// Addresses are the device's: they are computed here, never followed.
  void link() {
    std::vector<LineNode> nodes(order_.size());
    for (std::size_t j = 0; j < order_.size(); ++j) {
      nodes[order_[j]].next = node(j + 1 < order_.size() ? j + 1 : 0);
    }
    nodes_.upload(nodes);
    linked_ = true;
  }

  void (*chase_)(Stream&, const kernels::LineChaseArguments&);
  std::vector<std::uint32_t> order_;
  Array<LineNode> nodes_;
  Array<LineWalk> walk_;
  bool linked_ = false;  // No application changes the nodes.
};

class LineChase final : public Benchmark {
 public:
  explicit LineChase(const LineChaseKernels& kernels) : kernels_(kernels) {
    description_.name = "memory/pointer_chase";
    description_.backend = kernels.backend;
    description_.operation =
        "p = p->next, dependent loads of one thread over a random full-period cycle of 128 B nodes";
    description_.check = "the walk ends at the node that the cycle's order tells";
    description_.metric = Metric::latency;
    description_.axes = {{.name = "working_set",
                          .meaning = "All data together, over all threads.",
                          .kind = AxisDefinition::Kind::size,
                          .choices = {},
                          .size_min = 4_KiB,
                          .size_max = 256_GiB}};  // Nodes are numbered in 32 bits.
  }

  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine& machine) const override {
    const DeviceSets sets = device_sets(machine);
    const Bytes first_level = std::min(64_KiB, sets.cache);
    std::vector<Bytes> sizes = {sets.memory};
    if (profile == Profile::standard) sizes = {first_level, sets.cache, sets.memory};
    if (profile == Profile::thorough) {
      sizes.clear();
      for (Bytes size = first_level; size <= sets.memory; size = size * 13 / 10 / 4096 * 4096) {
        sizes.push_back(size);
      }
    }
    std::vector<Axes> points;
    for (const Bytes size : sizes) points.push_back({{"working_set", format_size(size)}});
    return points;
  }

  /// Counts: a pointer a hop.
  Work work(const Axes&, const Machine&) const override {
    Work work;
    work.read = Bytes{kHops * sizeof(void*)};
    work.operations = kHops;
    return work;
  }

  Bytes memory_needed(const Axes& axes, const Machine&) const override {
    return Bytes{node_count(axes) * sizeof(LineNode) + sizeof(LineWalk)};
  }

  Seconds nominal_time(const Axes&, const Machine&) const override { return Seconds(kHops * 500e-9); }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    return std::make_unique<LineChaseTrial>(kernels_, node_count(axes), context);
  }

 private:
  LineChaseKernels kernels_;
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> line_chase_benchmark(const LineChaseKernels& kernels) {
  return std::make_unique<LineChase>(kernels);
}

}  // namespace gpubench
