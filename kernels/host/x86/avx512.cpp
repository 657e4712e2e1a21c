/// The kernels for AVX-512 (F); the build gives this file, and no other, those instructions.
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
  static constexpr std::size_t vector_bytes = 64;
  template <class Vector>
  static void store_past_caches(void* to, Vector value) {
    _mm512_stream_si512(static_cast<__m512i*>(to), (__m512i)value);
  }
  static void finish_stores() { _mm_sfence(); }
  static __m512 multiply_add(__m512 a, __m512 b, __m512 c) { return _mm512_fmadd_ps(a, b, c); }
  static __m512d multiply_add(__m512d a, __m512d b, __m512d c) { return _mm512_fmadd_pd(a, b, c); }
};

}  // namespace

const Variant kAvx512{
    {run_stream<Isa, float>, run_fma_peak<Isa, float>, run_intensity<Isa, float>, run_gemm<Isa, float>},
    {run_stream<Isa, double>, run_fma_peak<Isa, double>, run_intensity<Isa, double>, run_gemm<Isa, double>},
    {run_softmax<Isa>, run_layernorm<Isa>, run_rmsnorm<Isa>}};

}  // namespace gpubench::kernels
