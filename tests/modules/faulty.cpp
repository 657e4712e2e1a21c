/// A module with one benchmark for each thing that can go wrong. Built for tests, never installed.
#include <time.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

#include "bench/api/registrar.hpp"

namespace gpubench {
namespace {

/// What a benchmark of this module does wrong.
enum class Fault {
  none,
  wrong_output,
  throws_when_made,
  throws_when_enqueued,
  out_of_memory,
  too_large,
  obstacle,
  stays_away  ///< The last rank, from a collective that the others have entered.
};

class FaultyTrial final : public Trial {
 public:
  FaultyTrial(Fault fault, Nanoseconds delay, Communicator* ranks)
      : fault_(fault), delay_(delay), ranks_(ranks) {}
  void reset() override { done_ = 0; }
  void enqueue(Stream& stream) override {
    ++done_;
    if (fault_ == Fault::stays_away) return meet(stream);
    if (fault_ == Fault::throws_when_enqueued && done_ == 10)
      throw std::runtime_error("planted: enqueue failed");
    const timespec delay{0, delay_.count()};
    nanosleep(&delay, nullptr);
  }
  Verdict verify(std::uint64_t) override {
    Verdict verdict;
    verdict.family = "arrival";
    verdict.checked = verdict.total = 1;
    const bool wrong = fault_ == Fault::wrong_output || done_ == 0;
    verdict.correctness = wrong ? Correctness::wrong : Correctness::identical;
    if (wrong) verdict.detail = "planted: element 0 is 1, not 2";
    return verdict;
  }

 private:
  void meet(Stream& stream) const {
    while (done_ >= 10 && ranks_->rank() == ranks_->size() - 1) sleep(1);
    ranks_->barrier(stream);
  }

  Fault fault_;
  Nanoseconds delay_;
  Communicator* ranks_;
  std::uint64_t done_ = 0;
};

class FaultyBenchmark final : public Benchmark {
 public:
  FaultyBenchmark(const std::string& name, Fault fault, Scope scope) : fault_(fault) {
    description_.name = "faulty/" + name;
    description_.backend = "host";
    description_.operation = "sleeps delay_us, then " + name;
    description_.check = "counts applications";
    description_.scope = scope;
    description_.metric = Metric::latency;
    AxisDefinition delay;
    delay.name = "delay_us";
    delay.meaning = "Sleep of an operation.";
    delay.kind = AxisDefinition::Kind::integer;
    delay.integer_max = 1'000'000;
    description_.axes = {delay};
  }
  const Description& description() const override { return description_; }
  std::vector<Axes> points(Profile, const Machine&) const override { return {Axes{{"delay_us", "200"}}}; }
  Work work(const Axes&, const Machine&) const override {
    Work work;
    work.written = Bytes{8};
    return work;
  }
  Bytes memory_needed(const Axes&, const Machine&) const override {
    return fault_ == Fault::too_large ? 1024 * 1024 * 1_GiB : Bytes{8};
  }
  std::optional<std::string> obstacle(const Axes&, const Machine&) const override {
    if (fault_ == Fault::obstacle) return "planted: needs a flux capacitor";
    return std::nullopt;
  }
  Seconds nominal_time(const Axes& axes, const Machine&) const override {
    return Seconds(1e-6 * static_cast<double>(axes.integer("delay_us")));
  }
  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    if (fault_ == Fault::throws_when_made) throw std::runtime_error("planted: no trial");
    if (fault_ == Fault::out_of_memory) throw std::bad_alloc();
    return std::make_unique<FaultyTrial>(fault_, delay_of(axes), context.communicator);
  }

 private:
  /// Times $GPUBENCH_FAULTY_DELAY: a slower build of the same case.
  static Nanoseconds delay_of(const Axes& axes) {
    const char* factor = std::getenv("GPUBENCH_FAULTY_DELAY");
    const double times = factor != nullptr ? std::atof(factor) : 1;
    return Nanoseconds(static_cast<std::int64_t>(1000 * times * static_cast<double>(axes.integer("delay_us"))));
  }

  Description description_;
  Fault fault_;
};

const char* register_benchmarks(Registrar& registrar) noexcept {
  const auto add = [&](const char* name, Fault fault, Scope scope) {
    registrar.add(std::make_unique<FaultyBenchmark>(name, fault, scope));
  };
  add("none", Fault::none, Scope::device);
  add("wrong_output", Fault::wrong_output, Scope::device);
  add("throws_when_made", Fault::throws_when_made, Scope::device);
  add("throws_when_enqueued", Fault::throws_when_enqueued, Scope::device);
  add("out_of_memory", Fault::out_of_memory, Scope::device);
  add("too_large", Fault::too_large, Scope::device);
  add("obstacle", Fault::obstacle, Scope::device);
  add("world", Fault::none, Scope::world);
  add("world_throws_when_made", Fault::throws_when_made, Scope::world);
  add("world_throws_when_enqueued", Fault::throws_when_enqueued, Scope::world);
  add("world_stays_away", Fault::stays_away, Scope::world);
  return nullptr;
}

}  // namespace
}  // namespace gpubench

extern "C" __attribute__((visibility("default"))) const gpubench::ModuleInfo* gpubench_module() {
  static const gpubench::ModuleInfo info{gpubench::kBuildId, "faulty", gpubench::register_benchmarks, nullptr,
                                         nullptr};
  return &info;
}
