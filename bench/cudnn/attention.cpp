#include "bench/dnn/attention.hpp"

#include <cmath>
#include <limits>

#include "bench/cudnn/operation.hpp"
#include "bench/cudnn/operations.hpp"

namespace gpubench {
namespace {

/// The layouts of one sequence: [1, heads, length, ..].
struct Layouts {
  explicit Layouts(const AttentionCase& of)
      : io(cudnn_type(of.type)),
        heads(static_cast<std::int64_t>(of.shape.heads)),
        length(static_cast<std::int64_t>(of.shape.length)),
        width(static_cast<std::int64_t>(of.shape.width)) {}

  CudnnLayout rows() const { return packed_layout(io, {1, heads, length, width}); }
  /// The transpose of rows(): no element moves.
  CudnnLayout transposed() const {
    return {io, {1, heads, width, length}, {heads * length * width, length * width, 1, width}};
  }
  CudnnLayout scores(cudnnDataType_t type) const { return packed_layout(type, {1, heads, length, length}); }
  CudnnLayout row_values() const { return packed_layout(CUDNN_DATA_FLOAT, {1, heads, length, 1}); }

  cudnnDataType_t io;
  std::int64_t heads, length, width;
};

/// Scores of keys after a query's own become minus infinity.
Descriptor mask_later_keys(CudnnGraph& graph, const Layouts& layouts, const Descriptor& scores,
                           std::int64_t infinity_id) {
  const Descriptor infinity = graph.scalar(infinity_id, -std::numeric_limits<float>::infinity());
  const Descriptor query = graph.passing(layouts.scores(CUDNN_DATA_INT32));
  const Descriptor key = graph.passing(layouts.scores(CUDNN_DATA_INT32));
  const Descriptor seen = graph.passing(layouts.scores(CUDNN_DATA_BOOLEAN));
  Descriptor masked = graph.passing(layouts.scores(CUDNN_DATA_FLOAT));
  graph.add_pointwise({.mode = CUDNN_POINTWISE_GEN_INDEX, .x = scores, .axis = 2}, query);
  graph.add_pointwise({.mode = CUDNN_POINTWISE_GEN_INDEX, .x = scores, .axis = 3}, key);
  graph.add_pointwise({.mode = CUDNN_POINTWISE_CMP_GE, .x = query, .b = &key, .compute = CUDNN_DATA_BOOLEAN},
                      seen);
  graph.add_pointwise({.mode = CUDNN_POINTWISE_BINARY_SELECT, .x = scores, .b = &infinity, .mask = &seen},
                      masked);
  return masked;
}

/// exp(s - max s) / sum of those, rounded to the type of v, which is what the second product takes.
Descriptor add_softmax(CudnnGraph& graph, const Layouts& layouts, const Descriptor& scores) {
  const CudnnLayout wide = layouts.scores(CUDNN_DATA_FLOAT);
  const Descriptor largest = graph.passing(layouts.row_values()), sum = graph.passing(layouts.row_values());
  const Descriptor distance = graph.passing(wide), exponential = graph.passing(wide);
  Descriptor probability = graph.passing(layouts.scores(layouts.io));
  graph.add_reduction(CUDNN_REDUCE_TENSOR_MAX, scores, largest);
  graph.add_pointwise({.mode = CUDNN_POINTWISE_SUB, .x = scores, .b = &largest}, distance);
  graph.add_pointwise({.mode = CUDNN_POINTWISE_EXP, .x = distance}, exponential);
  graph.add_reduction(CUDNN_REDUCE_TENSOR_ADD, exponential, sum);
  graph.add_pointwise({.mode = CUDNN_POINTWISE_DIV, .x = exponential, .b = &sum}, probability);
  return probability;
}

}  // namespace

/// The pattern that cuDNN fuses into one kernel. Source: cuDNN developer guide, fused flash attention.
CudnnGraph describe_attention(const AttentionCase& of) {
  const Layouts layouts(of);
  CudnnGraph graph;
  const Descriptor q = CudnnGraph::tensor(1, layouts.rows()), k = CudnnGraph::tensor(2, layouts.transposed());
  const Descriptor v = CudnnGraph::tensor(3, layouts.rows()), out = CudnnGraph::tensor(4, layouts.rows());
  const Descriptor scale =
      graph.scalar(5, static_cast<float>(1 / std::sqrt(static_cast<double>(layouts.width))));
  const Descriptor products = graph.passing(layouts.scores(CUDNN_DATA_FLOAT));
  Descriptor scores = graph.passing(layouts.scores(CUDNN_DATA_FLOAT));
  graph.add_matmul(q, k, products);
  graph.add_pointwise({.mode = CUDNN_POINTWISE_MUL, .x = products, .b = &scale}, scores);
  if (of.shape.causal) scores = mask_later_keys(graph, layouts, scores, 6);
  graph.add_matmul(add_softmax(graph, layouts, scores), v, out);
  return graph;
}

std::unique_ptr<Benchmark> make_cudnn_attention() {
  auto library = cudnn_library(describe_attention);
  library.types = {"bf16", "f16"};
  return make_attention_benchmark(std::move(library));
}

}  // namespace gpubench
