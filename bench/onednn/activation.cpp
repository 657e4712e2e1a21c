#include "bench/dnn/activation.hpp"

#include "bench/onednn/operation.hpp"
#include "bench/onednn/operations.hpp"

namespace gpubench {
namespace {

using dnnl::eltwise_forward;

dnnl::algorithm algorithm_of(Activation function) {
  switch (function) {
    case Activation::relu:
      return dnnl::algorithm::eltwise_relu;
    case Activation::gelu:
      return dnnl::algorithm::eltwise_gelu_erf;
    case Activation::tanh:
      return dnnl::algorithm::eltwise_tanh;
  }
  throw std::invalid_argument("onednn: an activation without a name");
}

OnednnDescription describe_activation(const ActivationCase& of, const dnnl::engine& cpu) {
  return checked_onednn("eltwise_forward", [&] {
    const auto layout = onednn_matrix(of.type, of.shape);
    const eltwise_forward::primitive_desc described(
        {dnnl::prop_kind::forward_inference, algorithm_of(of.function), layout}, cpu);
    return OnednnDescription{described, {{DNNL_ARG_SRC, layout}, {DNNL_ARG_DST, layout}}};
  });
}

}  // namespace

std::unique_ptr<Benchmark> make_onednn_activation() {
  return make_activation_benchmark(onednn_library(describe_activation));
}

}  // namespace gpubench
