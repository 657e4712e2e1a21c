#include "bench/native/host_memory.hpp"

#include "bench/native/indexed_copy.hpp"
#include "bench/native/random_update.hpp"

namespace gpubench {
namespace {

/// The host's kernel as an operation of a stream, where it has finished on return.
template <class Arguments, void (*kernel)(const Arguments&)>
void run(Stream&, const Arguments& arguments) {
  kernel(arguments);
}

template <class T>
constexpr TypedIndexedCopyKernels<T> kIndexedCopy = {run<kernels::IndexedCopyArguments<T>, kernels::gather>,
                                                     run<kernels::IndexedCopyArguments<T>, kernels::scatter>};

}  // namespace

std::vector<std::unique_ptr<Benchmark>> host_memory_benchmarks() {
  std::vector<std::unique_ptr<Benchmark>> list =
      indexed_copy_benchmarks({"host", kIndexedCopy<float>, kIndexedCopy<double>});
  list.push_back(
      random_update_benchmark({"host", run<kernels::RandomUpdateArguments, kernels::random_update>}));
  return list;
}

}  // namespace gpubench
