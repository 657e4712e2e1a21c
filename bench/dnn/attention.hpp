/// attention by a library: scaled dot product, forward, on any backend that brings one.
#pragma once
#include <memory>

#include "bench/dnn/element.hpp"
#include "bench/dnn/operation.hpp"
#include "bench/numerics/attention_reference.hpp"

namespace gpubench {

/// out[h,i] = sum over j of softmax_j(q[h,i].k[h,j] / sqrt(width)) v[h,j], where causal over j <= i. Tensors:
/// q, k, v, out, each [heads, length, width], row-major.
struct AttentionCase {
  ElementType type = ElementType::bf16;
  AttentionShape shape;
};

std::unique_ptr<Benchmark> make_attention_benchmark(OperationLibrary<AttentionCase> library);

}  // namespace gpubench
