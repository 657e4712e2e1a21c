#include "bench/dnn/softmax.hpp"

#include "bench/onednn/operation.hpp"
#include "bench/onednn/operations.hpp"

namespace gpubench {
namespace {

using dnnl::softmax_forward;

OnednnDescription describe_softmax(const SoftmaxCase& of, const dnnl::engine& cpu) {
  return checked_onednn("softmax_forward", [&] {
    const auto layout = onednn_matrix(of.type, of.shape);
    const softmax_forward::primitive_desc described({dnnl::prop_kind::forward_inference, layout, 1}, cpu);
    return OnednnDescription{described, {{DNNL_ARG_SRC, layout}, {DNNL_ARG_DST, layout}}};
  });
}

}  // namespace

std::unique_ptr<Benchmark> make_onednn_softmax() {
  return make_softmax_benchmark(onednn_library(describe_softmax));
}

}  // namespace gpubench
