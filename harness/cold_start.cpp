#include "harness/cold_start.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include "bench/overhead/arrival_verdict.hpp"
#include "harness/child.hpp"
#include "harness/first_result.hpp"
#include "harness/patient_backend.hpp"
#include "results/statistics/location.hpp"

namespace gpubench {
namespace {

/// The readings of one process, and when it was started and had ended by this one's clock.
struct Life {
  Nanoseconds start, end;
  FirstResult result;
};

/// The device of this process that the backend is on; 0 on the host.
int index_of(const Backend& backend) {
  const auto* device = dynamic_cast<const PatientBackend*>(&backend);
  return device != nullptr ? device->index() : 0;
}

class ColdStartTrial final : public Trial {
 public:
  ColdStartTrial(std::filesystem::path program, std::vector<std::string> words, Seconds timeout)
      : program_(std::move(program)), words_(std::move(words)), timeout_(timeout) {}

  void reset() override { lives_.clear(); }

  void enqueue(Stream&) override {
    const Nanoseconds start = now();
    const std::string text = output_of(program_, words_, timeout_);
    const Nanoseconds end = now();
    lives_.push_back({start, end, first_result_from_text(text)});
  }

  Verdict verify(std::uint64_t applications) override {
    const auto right = std::ranges::count_if(lives_, [](const Life& life) { return life.result.right; });
    return judge_arrivals(static_cast<std::uint64_t>(right), applications,
                          "processes came to a right result");
  }

  Timing timing() const override { return Timing::wall; }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {stage("start_ms", [](const Life& l) { return l.result.begin - l.start; }),
            stage("find_ms", [](const Life& l) { return l.result.found - l.result.begin; }),
            stage("library_load_ms", [](const Life& l) { return l.result.loaded - l.result.found; }),
            stage("open_ms", [](const Life& l) { return l.result.opened - l.result.loaded; }),
            stage("result_ms", [](const Life& l) { return l.result.verified - l.result.opened; }),
            stage("end_ms", [](const Life& l) { return l.end - l.result.verified; }),
            stage("until_result_ms", [](const Life& l) { return l.result.verified - l.start; })};
  }

 private:
  /// The median over the processes.
  template <class Length>
  std::pair<std::string, std::string> stage(const char* name, Length length) const {
    if (lives_.empty()) return {name, "unknown"};
    std::vector<double> milliseconds;
    for (const Life& life : lives_) milliseconds.push_back(1e3 * Seconds(length(life)).count());
    return {name, fmt::format("{:.3f}", results::median(milliseconds))};
  }

  std::filesystem::path program_;
  std::vector<std::string> words_;
  Seconds timeout_;
  std::vector<Life> lives_;
};

class ColdStart final : public Benchmark {
 public:
  ColdStart(const std::string& backend, std::string operation, Seconds timeout, std::filesystem::path program)
      : operation_(std::move(operation)), timeout_(timeout), program_(std::move(program)) {
    description_.name = "launch/cold_start";
    description_.backend = backend;
    description_.operation = fmt::format(
        "a process of this program, from its start by way of one verified {} to its end", operation_);
    description_.check = "every process says that its result was right";
    description_.metric = Metric::latency;
  }

  const Description& description() const override { return description_; }
  /// A device's context takes too long for a quick run.
  std::vector<Axes> points(Profile profile, const Machine&) const override {
    if (profile == Profile::quick && description_.backend != "host") return {};
    return {Axes{}};
  }
  Work work(const Axes&, const Machine&) const override { return {}; }
  /// The other process's arrays and what checks them; its context on a device is among what planning leaves.
  Bytes memory_needed(const Axes&, const Machine&) const override { return 32_MiB; }
  Seconds nominal_time(const Axes&, const Machine&) const override {
    return Seconds(description_.backend == "host" ? 0.03 : 1.0);
  }
  std::unique_ptr<Trial> make_trial(const Axes&, Context& context) const override {
    std::vector<std::string> words = {"first-result", description_.backend,
                                      std::to_string(index_of(context.backend)), operation_};
    return std::make_unique<ColdStartTrial>(program_, std::move(words), timeout_);
  }

 private:
  std::string operation_;
  Seconds timeout_;
  std::filesystem::path program_;
  Description description_;
};

}  // namespace

std::unique_ptr<Benchmark> cold_start_benchmark(const std::string& backend, const std::string& operation,
                                                Seconds timeout, std::filesystem::path program) {
  return std::make_unique<ColdStart>(backend, operation, timeout, std::move(program));
}

}  // namespace gpubench
