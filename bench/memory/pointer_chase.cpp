#include "bench/memory/pointer_chase.hpp"

#include <utility>
#include <vector>

#include "bench/host/array.hpp"
#include "bench/memory/sizes.hpp"
#include "bench/native/cycle.hpp"

namespace gpubench {
namespace {

using kernels::ChaseNode;

constexpr std::uint64_t kHops = 32768;  // 50 us in a first-level cache, 3 ms in memory.

std::size_t node_count(const Axes& axes) {
  return cycle_length(axes.size("working_set").count / sizeof(ChaseNode));
}

class PointerChaseTrial final : public Trial {
 public:
  PointerChaseTrial(const Axes& axes, Context& context, Walk walk)
      : walk_(walk),
        order_(make_cycle(node_count(axes), context.seed)),
        nodes_(context.backend, order_.size()) {}

  void reset() override {
    kernels::link_cycle(nodes_.data(), order_.data(), order_.size());
    position_ = &nodes_.data()[order_[0]];
    end_ = nullptr;
  }

  void enqueue(Stream&) override { end_ = position_ = walk_(position_, kHops); }

  Verdict verify(std::uint64_t applications) override {
    const std::size_t count = order_.size();
    const std::size_t place = applications % count * (kHops % count) % count;
    Verdict verdict;
    verdict.correctness = Correctness::identical;
    verdict.family = std::string("E");  // Assigning the literal trips GCC 12's -Wrestrict (PR 105651).
    verdict.checked = verdict.total = 1;
    if (end_ != &nodes_.data()[order_[place]]) {
      verdict.correctness = Correctness::wrong;
      verdict.detail = end_ == nullptr ? "no walk has ended" : "the walk ended at another node than it must";
    }
    return verdict;
  }

  /// After as many applications as there are nodes the walk is back where it began, and so is one that never
  /// moved.
  std::uint64_t applications_max() const override { return order_.size() - 1; }

  /// The output first.
  std::vector<std::span<std::byte>> footprint() override {
    return {std::as_writable_bytes(std::span(&end_, 1)), nodes_.bytes()};
  }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"threads", "1"}, {"hops", std::to_string(kHops)}, {"node", "64B"}};
  }

 private:
  Walk walk_;
  std::vector<std::uint32_t> order_;
  HostArray<ChaseNode> nodes_;
  const ChaseNode* position_ = nullptr;
  const ChaseNode* end_ = nullptr;
};

class PointerChase final : public Benchmark {
 public:
  PointerChase() {
    description_.name = "memory/pointer_chase";
    description_.backend = "host";
    description_.operation =
        "p = p->next, dependent loads of one thread over a random full-period cycle of 64 B nodes";
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
    Machine one = machine;  // One thread walks, so one core's private caches count.
    one.threads = 1;
    const WorkingSets sets = working_sets(one);
    std::vector<Bytes> sizes = {sets.memory};
    if (profile == Profile::standard) sizes = {sets.l1, sets.l2, sets.memory};
    if (profile == Profile::thorough) sizes = sweep_sizes(one, 13, 10);
    std::vector<Axes> points;
    for (const Bytes size : sizes) points.push_back({{"working_set", format_size(size)}});
    return points;
  }

  Work work(const Axes&, const Machine&) const override {
    Work work;
    work.read = Bytes{kHops * sizeof(void*)};
    work.operations = kHops;
    return work;
  }

  /// The nodes, and 4 bytes a node for the order.
  Bytes memory_needed(const Axes& axes, const Machine&) const override {
    return Bytes{node_count(axes) * (sizeof(ChaseNode) + sizeof(std::uint32_t))};
  }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    return make_pointer_chase_trial(axes, context, kernels::chase);
  }

 private:
  Description description_;
};

}  // namespace

std::unique_ptr<Trial> make_pointer_chase_trial(const Axes& axes, Context& context, Walk walk) {
  return std::make_unique<PointerChaseTrial>(axes, context, walk);
}

std::unique_ptr<Benchmark> pointer_chase_benchmark() {
  return std::make_unique<PointerChase>();
}

}  // namespace gpubench
