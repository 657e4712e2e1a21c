#include "bench/native/host_reductions.hpp"

#include <utility>

#include "bench/native/histogram.hpp"
#include "bench/native/reduce.hpp"
#include "bench/native/row_operations.hpp"
#include "bench/native/scan.hpp"
#include "bench/native/spmv.hpp"

namespace gpubench {
namespace {

/// The host's kernel as an operation of a stream, where it has finished on return.
template <class Arguments, void (*kernel)(const Arguments&)>
void run(Stream&, const Arguments& arguments) {
  kernel(arguments);
}

}  // namespace

std::vector<std::unique_ptr<Benchmark>> host_reduction_benchmarks() {
  using namespace kernels;
  std::vector<std::unique_ptr<Benchmark>> list;
  list.push_back(
      reduce_benchmark({"host", run<ReduceArguments<float>, reduce>, run<ReduceArguments<double>, reduce>}));
  list.push_back(
      scan_benchmark({"host", run<ScanArguments<std::int32_t>, scan>, run<ScanArguments<float>, scan>}));
  list.push_back(histogram_benchmark({"host", run<HistogramArguments<std::uint8_t>, histogram>,
                                      run<HistogramArguments<std::uint16_t>, histogram>}));
  list.push_back(spmv_benchmark({"host", run<SpmvArguments<float>, spmv>, run<SpmvArguments<double>, spmv>}));
  const RowKernels rows{"host", run<SoftmaxArguments, softmax>, run<NormArguments, layernorm>,
                        run<NormArguments, rmsnorm>};
  for (auto& benchmark : row_benchmarks(rows)) list.push_back(std::move(benchmark));
  return list;
}

}  // namespace gpubench
