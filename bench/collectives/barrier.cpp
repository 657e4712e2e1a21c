#include "bench/collectives/barrier.hpp"

#include <fmt/format.h>

#include <vector>

#include "bench/collectives/agreement.hpp"
#include "bench/collectives/late_arrival.hpp"
#include "bench/collectives/point.hpp"

namespace gpubench {
namespace {

class BarrierTrial final : public Trial {
 public:
  BarrierTrial(const std::string& transport, Context& context)
      : ranks_(*context.communicator),
        agreement_(context.backend, ranks_),
        late_arrival_(context.backend, ranks_, context.seed),
        timing_(transport == "mpi" && !context.backend.host_accessible() ? Timing::wall : Timing::device) {}

  void reset() override {
    arrivals_ = 0;
    ranks_.watch_operations();
  }

  void enqueue(Stream& stream) override {
    ranks_.barrier(stream);
    ++arrivals_;
  }

  Verdict verify(std::uint64_t applications) override {
    ranks_.stop_watching();
    Verdict verdict;
    verdict.family = "arrival";
    verdict.correctness = Correctness::identical;
    verdict.checked = verdict.total = static_cast<std::uint64_t>(ranks_.size());
    judge_claims(verdict, agreement_.gather({arrivals_, {}}), applications, false);
    if (const auto late = late_arrival_.find_unawaited()) {
      mark_wrong(verdict, fmt::format("the barrier was left before rank {} had come", *late));
    }
    return verdict;
  }

  Timing timing() const override { return timing_; }

  std::vector<std::pair<std::string, std::string>> facts() const override { return ranks_.facts(); }

 private:
  Communicator& ranks_;
  Agreement agreement_;
  LateArrival late_arrival_;
  Timing timing_;
  std::uint64_t arrivals_ = 0;
};

class Barrier final : public Benchmark {
 public:
  Barrier(const std::string& backend, const std::vector<std::string>& transports) : transports_(transports) {
    description_.name = "collectives/barrier";
    description_.backend = backend;
    description_.operation = "no rank leaves before all have come";
    description_.check =
        "every rank made every barrier; in one more, untimed, no rank leaves before one that comes late";
    description_.scope = Scope::world;
    description_.metric = Metric::latency;
    if (!transports.empty()) description_.axes = {transport_axis(transports)};
  }

  const Description& description() const override { return description_; }
  std::vector<Axes> points(Profile, const Machine&) const override {
    if (transports_.empty()) return {Axes{}};
    std::vector<Axes> points;
    for (const std::string& transport : transports_) points.push_back(Axes{{"transport", transport}});
    return points;
  }
  Work work(const Axes&, const Machine&) const override { return {}; }
  Bytes memory_needed(const Axes&, const Machine&) const override { return {0}; }
  std::string transport(const Axes& axes) const override { return transport_of(axes); }
  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    return std::make_unique<BarrierTrial>(transport_of(axes), context);
  }

 private:
  std::vector<std::string> transports_;
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> make_barrier_benchmark(const std::string& backend,
                                                  const std::vector<std::string>& transports) {
  return std::make_unique<Barrier>(backend, transports);
}

}  // namespace gpubench
