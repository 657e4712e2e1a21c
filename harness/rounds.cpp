#include "harness/rounds.hpp"

#include <benchmark/benchmark.h>

#include <exception>

namespace gpubench {
namespace {

/// Reports nothing: samples are kept by the caller.
class Silent : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>&) override {}
};

}  // namespace

void run_round(const std::string& name, std::int64_t iterations, const std::function<Seconds()>& once) {
  std::exception_ptr failure;
  benchmark::RegisterBenchmark(name.c_str(), [&](benchmark::State& state) {
    for ([[maybe_unused]] auto _ : state) {
      if (failure) continue;
      try {
        state.SetIterationTime(once().count());
      } catch (...) {
        failure = std::current_exception();
      }
    }
  })->Iterations(iterations)->UseManualTime();
  Silent silent;
  benchmark::RunSpecifiedBenchmarks(&silent);
  benchmark::ClearRegisteredBenchmarks();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace gpubench
