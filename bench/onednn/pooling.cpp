#include "bench/dnn/pooling.hpp"

#include "bench/onednn/operation.hpp"
#include "bench/onednn/operations.hpp"

namespace gpubench {
namespace {

using dnnl::memory;
using dnnl::pooling_forward;

memory::dims both_ways(std::uint64_t count) {
  return {static_cast<memory::dim>(count), static_cast<memory::dim>(count)};
}

OnednnDescription describe_pooling(const PoolingCase& of, const dnnl::engine& cpu) {
  return checked_onednn("pooling_forward", [&] {
    const PoolingShape& shape = of.shape;
    const auto x = onednn_images(of.type, shape.batch, shape.channels, shape.image);
    const auto y = onednn_images(of.type, shape.batch, shape.channels, shape.out_size());
    const auto algorithm =
        of.kind == Pooling::max ? dnnl::algorithm::pooling_max : dnnl::algorithm::pooling_avg_exclude_padding;
    const pooling_forward::primitive_desc described(
        {dnnl::prop_kind::forward_inference, algorithm, x, y, both_ways(shape.stride),
         both_ways(shape.window), both_ways(shape.pad), both_ways(shape.pad)},
        cpu);
    return OnednnDescription{described, {{DNNL_ARG_SRC, x}, {DNNL_ARG_DST, y}}};
  });
}

}  // namespace

std::unique_ptr<Benchmark> make_onednn_pooling() {
  return make_pooling_benchmark(onednn_library(describe_pooling));
}

}  // namespace gpubench
