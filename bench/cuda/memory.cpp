#include "bench/cuda/memory.hpp"

#include "bench/cuda/launches.hpp"
#include "bench/native/stream.hpp"
#include "kernels/cuda/pattern.hpp"
#include "kernels/cuda/stream_pass.hpp"

namespace gpubench {
namespace {

using namespace kernels;

template <class T>
constexpr PatternKernels<T> kPattern = {launch_on<PatternFillArguments<T>, cuda::pattern_fill>,
                                        launch_on<PatternCheckArguments<T>, cuda::pattern_check>};
template <class T>
constexpr TypedStreamKernels<T> kStream = {launch_on<StreamPassArguments<T>, cuda::stream_pass>, kPattern<T>};

}  // namespace

std::vector<std::unique_ptr<Benchmark>> cuda_memory_benchmarks() {
  std::vector<std::unique_ptr<Benchmark>> list =
      device_stream_benchmarks({"cuda", kStream<float>, kStream<double>});
  return list;
}

}  // namespace gpubench
