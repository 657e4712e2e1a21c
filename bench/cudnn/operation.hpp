/// CudnnOperation: a graph of cuDNN over the tensors of an operation. cudnn_library: what cuDNN brings of it.
#pragma once
#include <memory>
#include <vector>

#include "bench/cudnn/graph.hpp"
#include "bench/cudnn/plan.hpp"
#include "bench/dnn/operation.hpp"

namespace gpubench {

/// Its tensors have the ids 1, 2, .. in the order of the problem's inputs and outputs. Any engine that does
/// not sum in less than f32. Throws std::runtime_error where cuDNN has none on this device.
std::unique_ptr<TensorOperation> make_cudnn_operation(const CudnnGraph& graph, Backend& backend);

/// On one device; describe() needs none.
template <class Case>
OperationLibrary<Case> cudnn_library(CudnnGraph (*describe)(const Case&)) {
  return {.backend = "cuda",
          .api = "cuDNN",
          .types = {"bf16", "f16", "f32"},
          .workspace = kCudnnWorkspaceMax,
          .make_operation =
              [describe](const Case& of, Context& context) {
                return make_cudnn_operation(describe(of), context.backend);
              },
          .obstacle = nullptr};
}

}  // namespace gpubench
