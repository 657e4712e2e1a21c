/// The host twins as a device's kernels, so that what drives them is tested where there is no device.
#pragma once
#include "bench/api/backend.hpp"
#include "bench/native/indexed_copy.hpp"
#include "bench/native/line_chase.hpp"
#include "bench/native/occupancy.hpp"
#include "bench/native/random_update.hpp"
#include "bench/native/stream.hpp"
#include "bench/native/word_read.hpp"

namespace gpubench::test {

template <class Arguments, void (*kernel)(const Arguments&)>
void run_twin(Stream&, const Arguments& arguments) {
  kernel(arguments);
}

template <class T>
constexpr PatternKernels<T> kPatternTwins = {
    run_twin<kernels::PatternFillArguments<T>, kernels::pattern_fill>,
    run_twin<kernels::PatternCheckArguments<T>, kernels::pattern_check>};
template <class T>
constexpr TypedStreamKernels<T> kStreamTwins = {
    run_twin<kernels::StreamPassArguments<T>, kernels::stream_pass>, kPatternTwins<T>};
template <class T>
constexpr TypedIndexedCopyKernels<T> kIndexedCopyTwins = {
    run_twin<kernels::IndexedCopyArguments<T>, kernels::gather>,
    run_twin<kernels::IndexedCopyArguments<T>, kernels::scatter>};

/// Every memory benchmark that is described for devices, as one of a backend "twin".
inline std::vector<std::unique_ptr<Benchmark>> twin_benchmarks() {
  auto list = device_stream_benchmarks({"twin", kStreamTwins<float>, kStreamTwins<double>});
  for (auto& benchmark :
       indexed_copy_benchmarks({"twin", kIndexedCopyTwins<float>, kIndexedCopyTwins<double>})) {
    list.push_back(std::move(benchmark));
  }
  for (auto& benchmark :
       word_read_benchmarks({"twin", run_twin<kernels::WordReadArguments, kernels::resident_read>,
                             run_twin<kernels::WordReadArguments, kernels::strided_read>,
                             run_twin<kernels::WordReadArguments, kernels::shared_read>})) {
    list.push_back(std::move(benchmark));
  }
  list.push_back(line_chase_benchmark({"twin", run_twin<kernels::LineChaseArguments, kernels::line_chase>}));
  list.push_back(occupancy_benchmark(
      {"twin", run_twin<kernels::GridCopyArguments, kernels::grid_copy>, kPatternTwins<float>}));
  // "host": a device's millions of updates would take the replay longer than a test may.
  list.push_back(
      random_update_benchmark({"host", run_twin<kernels::RandomUpdateArguments, kernels::random_update>}));
  return list;
}

}  // namespace gpubench::test
