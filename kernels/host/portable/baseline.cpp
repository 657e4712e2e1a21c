/// The kernels for any processor, on vectors of 16 bytes, which the compiler maps to what there is.
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
  /// An ordinary store: see has_nontemporal_stores().
  template <class T, class Vector>
  static void store_past_caches(T* to, Vector value) {
    __builtin_memcpy(to, &value, sizeof value);
  }
  static void finish_stores() {}
  template <class Vector>
  static Vector multiply_add(Vector a, Vector b, Vector c) {
    return a * b + c;  // One instruction where there is one: the build allows contraction in this file.
  }
};

}  // namespace

const Variant kBaseline{
    {run_stream<Isa, float>, run_fma_peak<Isa, float>, run_intensity<Isa, float>, run_gemm<Isa, float>},
    {run_stream<Isa, double>, run_fma_peak<Isa, double>, run_intensity<Isa, double>, run_gemm<Isa, double>},
    {run_softmax<Isa>, run_layernorm<Isa>, run_rmsnorm<Isa>}};

}  // namespace gpubench::kernels
