// What compare costs by number of cases, ranks and samples: seconds of one comparison of two files, and the
// most memory the process held. A launch a side. Samples are the only matrices of the files.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include "results/comparison/comparison.hpp"
#include "tests/results/examples.hpp"
#include "tests/support/synthetic.hpp"

namespace gpubench::results {
namespace {

double mebibytes_at_most() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

void compare_two_files(benchmark::State& state) {
  const examples::Folder folder;
  for (const char* position : {"A", "B"}) {
    auto launches = synthetic::side(position, 1, false);
    launches[0].cases = static_cast<std::size_t>(state.range(0));
    launches[0].ranks = static_cast<std::size_t>(state.range(1));
    launches[0].samples = static_cast<std::size_t>(state.range(2));
    synthetic::write(folder / position, launches);
  }
  for (auto _ : state) {
    const Comparison seen = compare(open_side({folder / "A"}), open_side({folder / "B"}));
    benchmark::DoNotOptimize(exit_code(seen));
  }
  state.counters["MiB"] = mebibytes_at_most();
  state.counters["samples/s"] =
      benchmark::Counter(2.0 * static_cast<double>(state.range(0) * state.range(1) * state.range(2)),
                         benchmark::Counter::kIsIterationInvariantRate);
}

// Ascending, since memory is the most so far: ten times the cases must not take ten times the memory.
BENCHMARK(compare_two_files)
    ->Args({10, 64, 512})
    ->Args({100, 64, 512})
    ->Args({1000, 64, 512})
    ->Args({1000, 1, 512})
    ->Args({100, 1024, 100})
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);

}  // namespace
}  // namespace gpubench::results

BENCHMARK_MAIN();
