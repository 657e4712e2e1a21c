/// Google Benchmark of the host kernels beside plain loops: what an instruction set or non-temporal stores
/// are worth. Not a test: figures are for a reader. Example: perf_kernels --benchmark_filter=triad
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "bench/host/array.hpp"
#include "bench/host/backend.hpp"
#include "bench/host/pattern.hpp"
#include "kernels/host/fma.hpp"
#include "kernels/host/stream.hpp"

namespace gpubench {
namespace {

using kernels::InstructionSet;
using kernels::Stores;
using kernels::StreamOperation;

struct Arrays {
  Arrays(HostBackend& backend, std::size_t count) : a(backend, count), b(backend, count), c(backend, count) {
    const Pattern<double> ones([](std::size_t) { return 1.0; });
    for (auto* array : {&a, &b, &c}) ones.fill(array->data(), count, backend.threads());
  }
  HostArray<double> a, b, c;
};

std::size_t triad_count(const benchmark::State& state) {
  return static_cast<std::size_t>(state.range(0)) / (3 * sizeof(double));
}

void count_triad(benchmark::State& state, std::size_t count) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(3 * sizeof(double) * count));
}

void triad(benchmark::State& state, InstructionSet set, Stores stores) {
  HostBackend backend(static_cast<int>(state.range(1)));
  const std::size_t count = triad_count(state);
  Arrays x(backend, count);
  kernels::StreamArguments<double> arguments;
  arguments = {StreamOperation::triad, stores, x.a.data(), x.b.data(), x.c.data(), 3, count, 1,
               backend.threads(),      nullptr};
  for (auto _ : state) kernels::stream(set, arguments);
  count_triad(state, count);
}

void naive_triad(benchmark::State& state) {
  const int threads = static_cast<int>(state.range(1));
  HostBackend backend(threads);
  const std::size_t count = triad_count(state);
  Arrays x(backend, count);
  double *a = x.a.data(), *b = x.b.data(), *c = x.c.data();
  for (auto _ : state) {
#pragma omp parallel for num_threads(threads)
    for (std::size_t i = 0; i < count; ++i) a[i] = b[i] + 3 * c[i];
    benchmark::ClobberMemory();
  }
  count_triad(state, count);
}

template <class T>
void fma_peak(benchmark::State& state, InstructionSet set) {
  const int chains = static_cast<int>(state.range(0)), threads = static_cast<int>(state.range(1));
  constexpr std::int64_t pairs = 16384;
  std::vector<T> in(static_cast<std::size_t>(chains * threads) * kernels::kChainBytes / sizeof(T), 1),
      out(in);
  kernels::FmaPeakArguments<T> arguments{in.data(), out.data(), pairs, chains, threads, {}};
  for (auto _ : state) kernels::fma_peak(set, arguments);
  state.counters["flop/s"] = benchmark::Counter(4.0 * pairs * static_cast<double>(in.size()),
                                                benchmark::Counter::kIsIterationInvariantRate);
}

void register_all() {
  const std::vector<std::vector<std::int64_t>> sizes = {{48 << 10, 2 << 20, 256 << 20}, {1, 2}};
  benchmark::RegisterBenchmark("triad/naive", naive_triad)->ArgsProduct(sizes)->UseRealTime();
  for (const InstructionSet set : kernels::instruction_sets()) {
    const std::string name = to_string(set);
    benchmark::RegisterBenchmark(("triad/" + name).c_str(), triad, set, Stores::ordinary)
        ->ArgsProduct(sizes)
        ->UseRealTime();
    benchmark::RegisterBenchmark(("triad_nontemporal/" + name).c_str(), triad, set, Stores::nontemporal)
        ->ArgsProduct(sizes)
        ->UseRealTime();
    const std::vector<std::vector<std::int64_t>> chains = {{1, 4, 8, 12}, {1, 2}};
    benchmark::RegisterBenchmark(("fma_peak_f32/" + name).c_str(), fma_peak<float>, set)
        ->ArgsProduct(chains)
        ->UseRealTime();
    benchmark::RegisterBenchmark(("fma_peak_f64/" + name).c_str(), fma_peak<double>, set)
        ->ArgsProduct(chains)
        ->UseRealTime();
  }
}

}  // namespace
}  // namespace gpubench

int main(int argc, char** argv) {
  gpubench::register_all();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 64;
  benchmark::RunSpecifiedBenchmarks();
}
