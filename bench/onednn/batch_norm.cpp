#include "bench/dnn/batch_norm.hpp"

#include "bench/onednn/operation.hpp"
#include "bench/onednn/operations.hpp"

namespace gpubench {
namespace {

using dnnl::batch_normalization_forward;
using dnnl::normalization_flags;

OnednnDescription describe_batch_norm(const BatchNormCase& of, const dnnl::engine& cpu) {
  return checked_onednn("batch_normalization_forward", [&] {
    const auto layout = onednn_images(of.type, of.batch, of.channels, of.image);
    const auto vector = onednn_vector(of.channels);
    const auto scaled = normalization_flags::use_scale | normalization_flags::use_shift;
    const OnednnTensor x{DNNL_ARG_SRC, layout}, gamma{DNNL_ARG_SCALE, vector}, beta{DNNL_ARG_SHIFT, vector};
    const OnednnTensor mean{DNNL_ARG_MEAN, vector}, variance{DNNL_ARG_VARIANCE, vector};
    const OnednnTensor y{DNNL_ARG_DST, layout};
    if (of.training) {
      const batch_normalization_forward::primitive_desc described(
          {dnnl::prop_kind::forward_training, layout, kNormEpsilon, scaled}, cpu);
      return OnednnDescription{described, {x, gamma, beta, y, mean, variance}};
    }
    const batch_normalization_forward::primitive_desc described(
        {dnnl::prop_kind::forward_inference, layout, kNormEpsilon,
         scaled | normalization_flags::use_global_stats},
        cpu);
    return OnednnDescription{described, {x, gamma, beta, mean, variance, y}};
  });
}

}  // namespace

std::unique_ptr<Benchmark> make_onednn_batch_norm() {
  return make_batch_norm_benchmark(onednn_library(describe_batch_norm), Spread::variance);
}

}  // namespace gpubench
