/// MatmulAlgorithm: which of its algorithms cuBLASLt chose, by its own numbers. No vendor header.
#pragma once
#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace gpubench {

/// Source: cublasLt.h, cublasLtMatmulAlgoConfigAttributes_t; tile, stages and shapes are its enumerations.
struct MatmulAlgorithm {
  std::int32_t id = 0;
  std::uint32_t tile = 0;
  std::uint32_t stages = 0;
  std::int32_t split_k = 1;
  std::uint32_t reduction = 0;  ///< 0: none, 1: in place, with atomics; 2 and 4 through the workspace.
  std::uint32_t swizzling = 0;
  std::uint32_t custom = 0;
  std::uint16_t inner_shape = 0;
  std::uint16_t cluster_shape = 0;
  std::size_t workspace = 0;
};

/// In-place split-K adds in whatever order its parts end.
inline bool promises_identical_repeats(const MatmulAlgorithm& algorithm) {
  return algorithm.split_k <= 1 || algorithm.reduction != 1;
}

inline std::vector<std::pair<std::string, std::string>> algorithm_facts(const MatmulAlgorithm& a) {
  return {{"algorithm", fmt::format("id {} tile {} stages {} split_k {} reduction {} swizzling {} custom {} "
                                    "inner_shape {} cluster_shape {}",
                                    a.id, a.tile, a.stages, a.split_k, a.reduction, a.swizzling, a.custom,
                                    a.inner_shape, a.cluster_shape)},
          {"workspace", fmt::format("{} B", a.workspace)},
          {"promise", promises_identical_repeats(a)
                          ? "identical with one library version, architecture and stream"
                          : "statistical: split-K with atomics"}};
}

}  // namespace gpubench
