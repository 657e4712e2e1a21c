#include "bench/native/host_reductions.hpp"

#include <utility>

#include "bench/native/histogram.hpp"
#include "bench/native/reduce.hpp"
#include "bench/native/row_operations.hpp"
#include "bench/native/run_at_once.hpp"
#include "bench/native/scan.hpp"
#include "bench/native/spmv.hpp"

namespace gpubench {
std::vector<std::unique_ptr<Benchmark>> host_reduction_benchmarks() {
  using namespace kernels;
  std::vector<std::unique_ptr<Benchmark>> list;
  list.push_back(reduce_benchmark(
      {"host", run_at_once<ReduceArguments<float>, reduce>, run_at_once<ReduceArguments<double>, reduce>}));
  list.push_back(scan_benchmark(
      {"host", run_at_once<ScanArguments<std::int32_t>, scan>, run_at_once<ScanArguments<float>, scan>}));
  list.push_back(histogram_benchmark({"host", run_at_once<HistogramArguments<std::uint8_t>, histogram>,
                                      run_at_once<HistogramArguments<std::uint16_t>, histogram>}));
  list.push_back(spmv_benchmark(
      {"host", run_at_once<SpmvArguments<float>, spmv>, run_at_once<SpmvArguments<double>, spmv>}));
  const RowKernels rows{"host", run_at_once<SoftmaxArguments, softmax>, run_at_once<NormArguments, layernorm>,
                        run_at_once<NormArguments, rmsnorm>};
  append(list, row_benchmarks(rows));
  return list;
}

}  // namespace gpubench
