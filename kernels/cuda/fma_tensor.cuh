/// The multiply-add kernel of the tensor units, by the warp matrix functions of CUDA, which every
/// architecture since sm_80 has. On sm_90 the units are faster by its warp-group instructions, which these
/// functions do not use: see fma_wgmma.cuh. Source: CUDA C++ Programming Guide, "Warp Matrix Functions".
#pragma once
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <mma.h>

#include <cstddef>

#include "kernels/cuda/fma.hpp"
#include "kernels/cuda/unroll.cuh"

namespace gpubench::kernels::cuda {

/// In: as fragments name it. Stored: as it lies in memory. Sum: what is accumulated in.
template <class In, class Stored, class Sum, int m, int n, int k>
struct TensorUnit {
  using StoredType = Stored;
  using SumType = Sum;
  using A = nvcuda::wmma::fragment<nvcuda::wmma::matrix_a, m, n, k, In, nvcuda::wmma::row_major>;
  using B = nvcuda::wmma::fragment<nvcuda::wmma::matrix_b, m, n, k, In, nvcuda::wmma::row_major>;
  using C = nvcuda::wmma::fragment<nvcuda::wmma::accumulator, m, n, k, Sum>;
  static constexpr TensorShape shape{m, n, k};
};

using TensorF64 = TensorUnit<double, double, double, 8, 8, 4>;
using TensorTf32 = TensorUnit<nvcuda::wmma::precision::tf32, float, float, 16, 16, 8>;
using TensorF16 = TensorUnit<__half, __half, float, 16, 16, 16>;
using TensorBf16 = TensorUnit<__nv_bfloat16, __nv_bfloat16, float, 16, 16, 16>;
using TensorS8 = TensorUnit<signed char, signed char, int, 16, 16, 16>;

template <class Unit, int chains>
__global__ void __launch_bounds__(kFmaThreads) tensor_peak_kernel(TensorPeakArguments arguments) {
  constexpr TensorShape shape = Unit::shape;
  typename Unit::A a;
  typename Unit::B b;
  typename Unit::C c[chains];
  nvcuda::wmma::load_matrix_sync(a, static_cast<const typename Unit::StoredType*>(arguments.a), shape.k);
  nvcuda::wmma::load_matrix_sync(b, static_cast<const typename Unit::StoredType*>(arguments.b), shape.n);
  GPUBENCH_UNROLL
  for (int chain = 0; chain < chains; ++chain) {
    nvcuda::wmma::fill_fragment(c[chain], static_cast<typename Unit::SumType>(chain));
  }
  for (int product = 0; product < arguments.products; ++product) {
    GPUBENCH_UNROLL
    for (int chain = 0; chain < chains; ++chain) nvcuda::wmma::mma_sync(c[chain], a, b, c[chain]);
  }
  const std::size_t warp = (static_cast<std::size_t>(blockIdx.x) * blockDim.x + threadIdx.x) / warpSize;
  auto* out = static_cast<typename Unit::SumType*>(arguments.out) + warp * chains * shape.m * shape.n;
  GPUBENCH_UNROLL
  for (int chain = 0; chain < chains; ++chain) {
    nvcuda::wmma::store_matrix_sync(out + chain * shape.m * shape.n, c[chain], shape.n,
                                    nvcuda::wmma::mem_row_major);
  }
}

}  // namespace gpubench::kernels::cuda
