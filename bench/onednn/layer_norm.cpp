#include "bench/dnn/layer_norm.hpp"

#include "bench/onednn/operation.hpp"
#include "bench/onednn/operations.hpp"

namespace gpubench {
namespace {

using dnnl::layer_normalization_backward;
using dnnl::layer_normalization_forward;
using dnnl::normalization_flags;

const auto kScaled = normalization_flags::use_scale | normalization_flags::use_shift;

/// The tensors of a row each, f32.
dnnl::memory::desc statistics(const LayerNormCase& of) {
  return onednn_vector(of.shape.rows);
}

OnednnDescription describe_backward(const LayerNormCase& of, const dnnl::engine& cpu) {
  return checked_onednn("layer_normalization_backward", [&] {
    const auto layout = onednn_matrix(of.type, of.shape);
    const auto vector = onednn_vector(of.shape.columns);
    const layer_normalization_forward::primitive_desc forward(
        {dnnl::prop_kind::forward_training, layout, statistics(of), kNormEpsilon, kScaled}, cpu);
    const layer_normalization_backward::primitive_desc described(
        {dnnl::prop_kind::backward, layout, layout, statistics(of), kNormEpsilon, kScaled}, cpu, forward);
    return OnednnDescription{described,
                             {{DNNL_ARG_SRC, layout},
                              {DNNL_ARG_SCALE, vector},
                              {DNNL_ARG_MEAN, statistics(of)},
                              {DNNL_ARG_VARIANCE, statistics(of)},
                              {DNNL_ARG_DIFF_DST, layout},
                              {DNNL_ARG_DIFF_SRC, layout},
                              {DNNL_ARG_DIFF_SCALE, vector},
                              {DNNL_ARG_DIFF_SHIFT, vector}},
                             {{DNNL_ARG_SHIFT, 1}}};
  });
}

/// Mean and variance are not kept.
OnednnDescription describe_forward(const LayerNormCase& of, const dnnl::engine& cpu) {
  return checked_onednn("layer_normalization_forward", [&] {
    const auto layout = onednn_matrix(of.type, of.shape);
    const auto vector = onednn_vector(of.shape.columns);
    const layer_normalization_forward::primitive_desc described(
        {dnnl::prop_kind::forward_inference, layout, kNormEpsilon, kScaled}, cpu);
    return OnednnDescription{
        described,
        {{DNNL_ARG_SRC, layout}, {DNNL_ARG_SCALE, vector}, {DNNL_ARG_SHIFT, vector}, {DNNL_ARG_DST, layout}}};
  });
}

OnednnDescription describe_layer_norm(const LayerNormCase& of, const dnnl::engine& cpu) {
  return of.backward ? describe_backward(of, cpu) : describe_forward(of, cpu);
}

}  // namespace

std::unique_ptr<Benchmark> make_onednn_layer_norm() {
  return make_layer_norm_benchmark(onednn_library(describe_layer_norm), Spread::variance);
}

}  // namespace gpubench
