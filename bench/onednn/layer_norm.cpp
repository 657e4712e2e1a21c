#include "bench/dnn/layer_norm.hpp"

#include "bench/onednn/operation.hpp"
#include "bench/onednn/operations.hpp"

namespace gpubench {
namespace {

using dnnl::layer_normalization_forward;
using dnnl::normalization_flags;

/// Mean and variance are not kept.
OnednnDescription describe(const LayerNormCase& of, const dnnl::engine& cpu) {
  return checked_onednn("layer_normalization_forward", [&] {
    const auto layout = onednn_matrix(of.type, of.shape);
    const auto vector = onednn_vector(of.shape.columns);
    const layer_normalization_forward::primitive_desc described(
        {dnnl::prop_kind::forward_inference, layout, kNormEpsilon,
         normalization_flags::use_scale | normalization_flags::use_shift},
        cpu);
    return OnednnDescription{
        described,
        {{DNNL_ARG_SRC, layout}, {DNNL_ARG_SCALE, vector}, {DNNL_ARG_SHIFT, vector}, {DNNL_ARG_DST, layout}}};
  });
}

}  // namespace

std::unique_ptr<Benchmark> make_onednn_layer_norm() {
  return make_layer_norm_benchmark(onednn_library(describe));
}

}  // namespace gpubench
