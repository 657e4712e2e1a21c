#include "bench/cuda/reductions.hpp"

#include "bench/native/histogram.hpp"
#include "bench/native/reduce.hpp"
#include "bench/native/scan.hpp"
#include "bench/native/spmv.hpp"
#include "kernels/cuda/histogram.hpp"
#include "kernels/cuda/reduce.hpp"
#include "kernels/cuda/scan.hpp"
#include "kernels/cuda/spmv.hpp"

namespace gpubench {
namespace {

/// A kernel's launch as an operation of a stream.
template <class Arguments, void (*launch)(void*, const Arguments&)>
void run(Stream& stream, const Arguments& arguments) {
  launch(stream.native(), arguments);
}

}  // namespace

std::vector<std::unique_ptr<Benchmark>> cuda_reduction_benchmarks() {
  using namespace kernels;
  std::vector<std::unique_ptr<Benchmark>> list;
  list.push_back(reduce_benchmark(
      {"cuda", run<ReduceArguments<float>, cuda::reduce>, run<ReduceArguments<double>, cuda::reduce>}));
  list.push_back(scan_benchmark(
      {"cuda", run<ScanArguments<std::int32_t>, cuda::scan>, run<ScanArguments<float>, cuda::scan>}));
  list.push_back(histogram_benchmark({"cuda", run<HistogramArguments<std::uint8_t>, cuda::histogram>,
                                      run<HistogramArguments<std::uint16_t>, cuda::histogram>}));
  list.push_back(spmv_benchmark(
      {"cuda", run<SpmvArguments<float>, cuda::spmv>, run<SpmvArguments<double>, cuda::spmv>}));
  return list;
}

}  // namespace gpubench
