/// OperationBenchmark: what every operation of a network has in common, whatever its axes.
#pragma once
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bench/dnn/operation.hpp"
#include "bench/dnn/operation_problem.hpp"
#include "bench/dnn/operation_trial.hpp"

namespace gpubench {

template <class Case>
class OperationBenchmark : public Benchmark {
 public:
  const Description& description() const override { return description_; }

  /// Counts: reads each input once and writes each output once; flop as flop() says.
  Work work(const Axes& axes, const Machine&) const override {
    const Case of = case_of(axes);
    const auto problem = make_problem(of, 1);
    Work work;
    work.read = bytes_of(problem->inputs());
    work.written = bytes_of(problem->outputs());
    work.flop = flop(of);
    return work;
  }

  /// On the host also the copies in f32 that checking makes.
  Bytes memory_needed(const Axes& axes, const Machine& machine) const override {
    const Work done = work(axes, machine);
    return (on_host() ? 6 : 1) * (done.read + done.written) + library_.workspace;
  }

  /// Of a device round figures of a current one in a data centre: 3 TB/s, 200 Tflop/s, 5 us a launch.
  Seconds nominal_time(const Axes& axes, const Machine& machine) const override {
    if (on_host()) return Benchmark::nominal_time(axes, machine);
    const Work done = work(axes, machine);
    const double memory = static_cast<double>((done.read + done.written).count) / 3e12;
    return Seconds(std::max({memory, done.flop.count / 200e12, 5e-6}));
  }

  std::optional<std::string> obstacle(const Axes& axes, const Machine&) const override {
    const Case of = case_of(axes);
    if (auto reason = impossible(of)) return reason;
    return library_.obstacle ? library_.obstacle(of) : std::nullopt;
  }

  std::unique_ptr<Trial> make_trial(const Axes& axes, Context& context) const override {
    const Case of = case_of(axes);
    return make_operation_trial(make_problem(of, context.seed), library_.make_operation(of, context),
                                context);
  }

 protected:
  /// The axis "type" first; the others are the operation's.
  OperationBenchmark(OperationLibrary<Case> library, Description description,
                     std::vector<AxisDefinition> axes)
      : library_(std::move(library)), description_(std::move(description)) {
    description_.backend = library_.backend;
    description_.operation += ", " + library_.api;
    description_.axes = {{.name = "type",
                          .meaning = "Type of the elements.",
                          .choices = {library_.types.begin(), library_.types.end()}}};
    std::move(axes.begin(), axes.end(), std::back_inserter(description_.axes));
  }

  virtual Case case_of(const Axes& axes) const = 0;
  virtual std::unique_ptr<OperationProblem> make_problem(const Case& of, std::uint64_t seed) const = 0;
  /// None where none has an agreed number, as an exponential.
  virtual Flops flop(const Case&) const { return {}; }
  /// Why there is no such operation in any library.
  virtual std::optional<std::string> impossible(const Case&) const { return std::nullopt; }

  bool on_host() const { return library_.backend == "host"; }
  const std::vector<const char*>& types() const { return library_.types; }
  /// Those that the usual profile measures: on a host not the last, f16, which few CPUs have.
  std::vector<const char*> usual_types() const {
    return {library_.types.begin(), library_.types.end() - (on_host() && library_.types.size() > 1 ? 1 : 0)};
  }

 private:
  static Bytes bytes_of(const std::vector<TensorShape>& shapes) {
    Bytes bytes;
    for (const TensorShape& shape : shapes) bytes = bytes + Bytes{shape.count * size_of(shape.type)};
    return bytes;
  }

  OperationLibrary<Case> library_;
  Description description_;
};

}  // namespace gpubench
