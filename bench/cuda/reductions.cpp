#include "bench/cuda/reductions.hpp"

#include <utility>

#include "bench/cuda/launches.hpp"
#include "bench/native/histogram.hpp"
#include "bench/native/reduce.hpp"
#include "bench/native/row_operations.hpp"
#include "bench/native/scan.hpp"
#include "bench/native/spmv.hpp"
#include "kernels/cuda/histogram.hpp"
#include "kernels/cuda/norm.hpp"
#include "kernels/cuda/reduce.hpp"
#include "kernels/cuda/scan.hpp"
#include "kernels/cuda/softmax.hpp"
#include "kernels/cuda/spmv.hpp"

namespace gpubench {

std::vector<std::unique_ptr<Benchmark>> cuda_reduction_benchmarks() {
  using namespace kernels;
  std::vector<std::unique_ptr<Benchmark>> list;
  list.push_back(reduce_benchmark({"cuda", launch_on<ReduceArguments<float>, cuda::reduce>,
                                   launch_on<ReduceArguments<double>, cuda::reduce>}));
  list.push_back(scan_benchmark({"cuda", launch_on<ScanArguments<std::int32_t>, cuda::scan>,
                                 launch_on<ScanArguments<float>, cuda::scan>}));
  list.push_back(histogram_benchmark({"cuda", launch_on<HistogramArguments<std::uint8_t>, cuda::histogram>,
                                      launch_on<HistogramArguments<std::uint16_t>, cuda::histogram>}));
  list.push_back(spmv_benchmark(
      {"cuda", launch_on<SpmvArguments<float>, cuda::spmv>, launch_on<SpmvArguments<double>, cuda::spmv>}));
  const RowKernels rows{"cuda", launch_on<SoftmaxArguments, cuda::softmax>,
                        launch_on<NormArguments, cuda::layernorm>, launch_on<NormArguments, cuda::rmsnorm>};
  append(list, row_benchmarks(rows));
  return list;
}

}  // namespace gpubench
