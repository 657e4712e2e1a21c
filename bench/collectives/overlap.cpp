#include "bench/collectives/overlap.hpp"

#include <utility>

#include "bench/collectives/factors.hpp"
#include "bench/collectives/overlap_trial.hpp"
#include "bench/collectives/point.hpp"

namespace gpubench {
namespace {

constexpr std::size_t kElement = sizeof(float);

std::size_t count_of(const Axes& axes) {
  return std::max<std::size_t>(1, axes.size("size").count / kElement);
}

class AllReduceOverlap final : public Benchmark {
 public:
  AllReduceOverlap(const std::string& backend, std::vector<std::string> transports, OverlapCompute compute)
      : transports_(std::move(transports)), compute_(compute) {
    description_.name = "collectives/all_reduce_overlap";
    description_.backend = backend;
    description_.operation = "recv[i] = sum over ranks of send[i], f32, beside arithmetic that takes as long";
    description_.check =
        "every sum bit for bit, every value computed exactly, on every rank; all ranks' digests equal";
    description_.scope = Scope::world;
    description_.metric = Metric::latency;
    description_.ranks_min = 2;
    description_.axes = {{.name = "size",
                          .meaning = kMessageSizeMeaning,
                          .kind = AxisDefinition::Kind::size,
                          .choices = {},
                          .size_max = 256_MiB}};
    if (!transports_.empty()) description_.axes.push_back(transport_axis(transports_));
  }

  const Description& description() const override { return description_; }

  std::vector<Axes> points(Profile profile, const Machine&) const override {
    std::vector<Axes> points;
    if (profile == Profile::thorough) {
      for (Bytes size = 1_KiB; size <= 64_MiB; size = 4 * size) points.push_back(point(size));
      return points;
    }
    points.push_back(point(64_KiB));
    if (profile == Profile::standard) points.push_back(point(4_MiB));
    return points;
  }

  Work work(const Axes& axes, const Machine& machine) const override {
    Work work;
    work.message = Bytes{count_of(axes) * kElement};
    work.message_meaning = "whole buffer, of each rank";
    work.bus_factor = twice_all_but_own(machine.ranks);
    return work;
  }

  /// What is sent, what is received, and once more for the rounds that facts are made of.
  Bytes memory_needed(const Axes& axes, const Machine&) const override {
    return Bytes{3 * count_of(axes) * kElement};
  }

  /// Twice an all_reduce of 20 us and, going through memory three times, 5 GB/s.
  Seconds nominal_time(const Axes& axes, const Machine&) const override {
    return Seconds(2 * (20e-6 + 3 * static_cast<double>(count_of(axes) * kElement) / 5e9));
  }

  std::string transport(const Axes& axes) const override { return transport_of(axes); }

  AcrossRanks across_ranks(const Axes&) const override { return AcrossRanks::max; }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    return make_overlap_trial(count_of(axes), compute_, context);
  }

 private:
  Axes point(Bytes size) const {
    Axes axes{{"size", format_size(size)}};
    if (!transports_.empty()) axes.set("transport", transports_.front());
    return axes;
  }

  std::vector<std::string> transports_;
  OverlapCompute compute_;
  Description description_;
};

}  // namespace

void compute_on_host(Stream&, const kernels::AffineChainArguments& arguments) {
  kernels::affine_chain(arguments);
}

std::unique_ptr<Benchmark> all_reduce_overlap_benchmark(const std::string& backend,
                                                        const std::vector<std::string>& transports,
                                                        OverlapCompute compute) {
  return std::make_unique<AllReduceOverlap>(backend, transports, compute);
}

}  // namespace gpubench
