#include "bench/native/host_memory.hpp"

#include "bench/native/indexed_copy.hpp"
#include "bench/native/random_update.hpp"
#include "bench/native/run_at_once.hpp"

namespace gpubench {
namespace {

template <class T>
constexpr TypedIndexedCopyKernels<T> kIndexedCopy = {
    run_at_once<kernels::IndexedCopyArguments<T>, kernels::gather>,
    run_at_once<kernels::IndexedCopyArguments<T>, kernels::scatter>};

}  // namespace

std::vector<std::unique_ptr<Benchmark>> host_memory_benchmarks() {
  std::vector<std::unique_ptr<Benchmark>> list =
      indexed_copy_benchmarks({"host", kIndexedCopy<float>, kIndexedCopy<double>});
  list.push_back(
      random_update_benchmark({"host", run_at_once<kernels::RandomUpdateArguments, kernels::random_update>}));
  return list;
}

}  // namespace gpubench
