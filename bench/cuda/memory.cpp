#include "bench/cuda/memory.hpp"

#include "bench/cuda/launches.hpp"
#include "bench/native/indexed_copy.hpp"
#include "bench/native/line_chase.hpp"
#include "bench/native/occupancy.hpp"
#include "bench/native/random_update.hpp"
#include "bench/native/stream.hpp"
#include "bench/native/word_read.hpp"
#include "kernels/cuda/grid_copy.hpp"
#include "kernels/cuda/line_chase.hpp"
#include "kernels/cuda/pattern.hpp"
#include "kernels/cuda/random_access.hpp"
#include "kernels/cuda/stream_pass.hpp"
#include "kernels/cuda/word_read.hpp"

namespace gpubench {
namespace {

using namespace kernels;

template <class T>
constexpr PatternKernels<T> kPattern = {launch_on<PatternFillArguments<T>, cuda::pattern_fill>,
                                        launch_on<PatternCheckArguments<T>, cuda::pattern_check>};
template <class T>
constexpr TypedStreamKernels<T> kStream = {launch_on<StreamPassArguments<T>, cuda::stream_pass>, kPattern<T>};

template <class T>
constexpr TypedIndexedCopyKernels<T> kIndexedCopy = {launch_on<IndexedCopyArguments<T>, cuda::gather>,
                                                     launch_on<IndexedCopyArguments<T>, cuda::scatter>};

}  // namespace

std::vector<std::unique_ptr<Benchmark>> cuda_memory_benchmarks() {
  BenchmarkList list = device_stream_benchmarks({"cuda", kStream<float>, kStream<double>});
  append(list, indexed_copy_benchmarks({"cuda", kIndexedCopy<float>, kIndexedCopy<double>}));
  append(list, word_read_benchmarks({"cuda", launch_on<WordReadArguments, cuda::resident_read>,
                                     launch_on<WordReadArguments, cuda::strided_read>,
                                     launch_on<WordReadArguments, cuda::shared_read>}));
  list.push_back(line_chase_benchmark({"cuda", launch_on<LineChaseArguments, cuda::line_chase>}));
  list.push_back(
      occupancy_benchmark({"cuda", launch_on<GridCopyArguments, cuda::grid_copy>, kPattern<float>}));
  list.push_back(random_update_benchmark({"cuda", launch_on<RandomUpdateArguments, cuda::random_update>}));
  return list;
}

}  // namespace gpubench
