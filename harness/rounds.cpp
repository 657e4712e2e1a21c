#include "harness/rounds.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <array>
#include <exception>
#include <stdexcept>

namespace gpubench {
namespace {

/// Reports nothing: samples are kept by the caller.
class Silent : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>&) override {}
};

/// Google Benchmark takes its flags from variables named BENCHMARK_* too: a filter or a listing left over in
/// someone's shell would run no round at all, an output file would be opened in every one.
void overrule_environment() {
  static const bool done = [] {
    std::array words = {"gpubench",
                        "--benchmark_list_tests=false",
                        "--benchmark_filter=.",
                        "--benchmark_repetitions=1",
                        "--benchmark_enable_random_interleaving=false",
                        "--benchmark_out=",
                        "--benchmark_perf_counters=",
                        "--benchmark_min_warmup_time=0",
                        "--v=0"};
    int count = static_cast<int>(words.size());
    benchmark::Initialize(&count, const_cast<char**>(words.data()));
    return true;
  }();
  static_cast<void>(done);
}

}  // namespace

void run_round(const std::string& name, std::int64_t iterations, const std::function<Seconds()>& once) {
  overrule_environment();
  std::exception_ptr failure;
  std::int64_t calls = 0;
  benchmark::RegisterBenchmark(name.c_str(),
                               [&](benchmark::State& state) {
                                 for ([[maybe_unused]] auto _ : state) {
                                   ++calls;
                                   if (failure) continue;
                                   try {
                                     state.SetIterationTime(once().count());
                                   } catch (...) {
                                     failure = std::current_exception();
                                   }
                                 }
                               })
      ->Iterations(iterations)
      ->Repetitions(1)
      ->UseManualTime();
  Silent silent;
  benchmark::RunSpecifiedBenchmarks(&silent, ".");
  benchmark::ClearRegisteredBenchmarks();
  if (failure) std::rethrow_exception(failure);
  if (calls != iterations)
    throw std::runtime_error(fmt::format("Google Benchmark ran {} of {} iterations", calls, iterations));
}

}  // namespace gpubench
