#include "bench/cuda/compute.hpp"

#include "bench/cuda/fma_peak.hpp"
#include "bench/cuda/intensity.hpp"
#include "bench/native/attention.hpp"
#include "bench/native/gemm.hpp"
#include "bench/native/stencil.hpp"
#include "bench/native/transpose.hpp"
#include "kernels/cuda/attention.hpp"
#include "kernels/cuda/attention_tensor.hpp"
#include "kernels/cuda/gemm.hpp"
#include "kernels/cuda/gemm_tensor.hpp"
#include "kernels/cuda/stencil.hpp"
#include "kernels/cuda/transpose.hpp"

namespace gpubench {
namespace {

/// A launch as an operation of a stream.
template <class Arguments, void (*launch)(void*, const Arguments&)>
void run(Stream& stream, const Arguments& arguments) {
  launch(stream.native(), arguments);
}

template <class T, kernels::cuda::TensorType type>
void run_tensor_gemm(Stream& stream, const kernels::GemmArguments<T>& x) {
  kernels::cuda::tensor_gemm(stream.native(), type, {x.a, x.b, x.c, x.m, x.n, x.k});
}

template <class T, kernels::cuda::TensorType type>
void run_tensor_attention(Stream& stream, const kernels::TypedAttentionArguments<T>& x) {
  kernels::cuda::tensor_attention(stream.native(), type,
                                  {x.q, x.k, x.v, x.out, x.heads, x.length, x.width, x.causal});
}

}  // namespace

std::vector<std::unique_ptr<Benchmark>> cuda_compute_benchmarks() {
  using namespace kernels;
  std::vector<std::unique_ptr<Benchmark>> list;
  list.push_back(cuda_fma_peak_benchmark());
  list.push_back(cuda_intensity_benchmark());
  list.push_back(transpose_benchmark({"cuda", run<TransposeArguments<float>, cuda::transpose>,
                                      run<TransposeArguments<double>, cuda::transpose>}));
  list.push_back(stencil_benchmark(
      {"cuda", run<StencilArguments<float>, cuda::stencil>, run<StencilArguments<double>, cuda::stencil>}));
  list.push_back(gemm_native_benchmark(
      {"cuda", run<GemmArguments<float>, cuda::gemm>, run<GemmArguments<double>, cuda::gemm>,
       run_tensor_gemm<F16, cuda::TensorType::f16>, run_tensor_gemm<Bf16, cuda::TensorType::bf16>}));
  list.push_back(attention_benchmark({"cuda", run<AttentionArguments, cuda::attention>,
                                      run_tensor_attention<F16, cuda::TensorType::f16>,
                                      run_tensor_attention<Bf16, cuda::TensorType::bf16>}));
  return list;
}

}  // namespace gpubench
