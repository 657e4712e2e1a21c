/// The kernels for AVX2 with FMA; the build gives this file, and no other, those instructions.
#include <immintrin.h>

#include "kernels/host/fma_body.hpp"
#include "kernels/host/gemm_body.hpp"
#include "kernels/host/norm_body.hpp"
#include "kernels/host/softmax_body.hpp"
#include "kernels/host/stream_body.hpp"
#include "kernels/host/variant.hpp"

namespace gpubench::kernels {
namespace {

struct Isa {
  static constexpr std::size_t vector_bytes = 32;
  template <class Vector>
  static void store_past_caches(void* to, Vector value) {
    _mm256_stream_si256(static_cast<__m256i*>(to), (__m256i)value);
  }
  static void finish_stores() { _mm_sfence(); }
  static __m256 multiply_add(__m256 a, __m256 b, __m256 c) { return _mm256_fmadd_ps(a, b, c); }
  static __m256d multiply_add(__m256d a, __m256d b, __m256d c) { return _mm256_fmadd_pd(a, b, c); }
};

}  // namespace

const Variant kAvx2{
    {run_stream<Isa, float>, run_fma_peak<Isa, float>, run_intensity<Isa, float>, run_gemm<Isa, float>},
    {run_stream<Isa, double>, run_fma_peak<Isa, double>, run_intensity<Isa, double>, run_gemm<Isa, double>},
    {run_softmax<Isa>, run_layernorm<Isa>, run_rmsnorm<Isa>}};

}  // namespace gpubench::kernels
