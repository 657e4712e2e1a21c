/// The kernels for any x86-64 (SSE2).
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
  static constexpr std::size_t vector_bytes = 16;
  template <class Vector>
  static void store_past_caches(void* to, Vector value) {
    _mm_stream_si128(static_cast<__m128i*>(to), (__m128i)value);
  }
  static void finish_stores() { _mm_sfence(); }
  template <class Vector>
  static Vector multiply_add(Vector a, Vector b, Vector c) {
    return a * b + c;  // No fused instruction: two, each rounded, which integers do not notice.
  }
};

}  // namespace

const Variant kBaseline{
    {run_stream<Isa, float>, run_fma_peak<Isa, float>, run_intensity<Isa, float>, run_gemm<Isa, float>},
    {run_stream<Isa, double>, run_fma_peak<Isa, double>, run_intensity<Isa, double>, run_gemm<Isa, double>},
    {run_softmax<Isa>, run_layernorm<Isa>, run_rmsnorm<Isa>}};

}  // namespace gpubench::kernels
