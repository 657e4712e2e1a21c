#include "bench/native/host_compute.hpp"

#include "bench/native/attention.hpp"
#include "bench/native/gemm.hpp"
#include "bench/native/stencil.hpp"
#include "bench/native/transpose.hpp"

namespace gpubench {
namespace {

/// The host's kernel as an operation of a stream, where it has finished on return.
template <class Arguments, void (*kernel)(const Arguments&)>
void run(Stream&, const Arguments& arguments) {
  kernel(arguments);
}

template <class T>
void run_gemm(Stream&, const kernels::GemmArguments<T>& arguments) {
  kernels::gemm(kernels::best_instruction_set(), arguments);
}

}  // namespace

std::vector<std::unique_ptr<Benchmark>> host_compute_benchmarks() {
  using namespace kernels;
  std::vector<std::unique_ptr<Benchmark>> list;
  list.push_back(transpose_benchmark(
      {"host", run<TransposeArguments<float>, transpose>, run<TransposeArguments<double>, transpose>}));
  list.push_back(stencil_benchmark(
      {"host", run<StencilArguments<float>, stencil>, run<StencilArguments<double>, stencil>}));
  list.push_back(gemm_native_benchmark({"host", run_gemm<float>, run_gemm<double>}));
  list.push_back(attention_benchmark({"host", run<AttentionArguments, attention>}));
  return list;
}

}  // namespace gpubench
