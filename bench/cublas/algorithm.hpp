/// MatmulAlgorithm: which of its algorithms cuBLASLt chose, by its own numbers. No vendor header.
#pragma once
#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gpubench {

/// Source: cublasLt.h, cublasLtMatmulAlgoConfigAttributes_t; tile, stages and shapes are its enumerations.
/// None of those that this version of the library does not tell of this algorithm.
struct MatmulAlgorithm {
  std::optional<std::int32_t> id = std::nullopt;
  std::optional<std::uint32_t> tile = std::nullopt;
  std::optional<std::uint32_t> stages = std::nullopt;
  std::optional<std::int32_t> split_k = std::nullopt;
  /// 0: none, 1: in place, with atomics; 2 and 4 through the workspace.
  std::optional<std::uint32_t> reduction = std::nullopt;
  std::optional<std::uint32_t> swizzling = std::nullopt;
  std::optional<std::uint32_t> custom = std::nullopt;
  std::optional<std::uint16_t> inner_shape = std::nullopt;
  std::optional<std::uint16_t> cluster_shape = std::nullopt;
  std::size_t workspace = 0;
};

/// In-place split-K adds in whatever order its parts end. What is not known is not promised.
inline bool promises_identical_repeats(const MatmulAlgorithm& algorithm) {
  const bool one_part = algorithm.split_k && *algorithm.split_k <= 1;
  return one_part || (algorithm.reduction && *algorithm.reduction != 1);
}

inline std::vector<std::pair<std::string, std::string>> algorithm_facts(const MatmulAlgorithm& a) {
  const auto text = [](const auto& value) { return value ? std::to_string(*value) : std::string("unknown"); };
  return {{"algorithm",
           fmt::format("id {} tile {} stages {} split_k {} reduction {} swizzling {} custom {} "
                       "inner_shape {} cluster_shape {}",
                       text(a.id), text(a.tile), text(a.stages), text(a.split_k), text(a.reduction),
                       text(a.swizzling), text(a.custom), text(a.inner_shape), text(a.cluster_shape))},
          {"workspace", fmt::format("{} B", a.workspace)},
          {"promise", promises_identical_repeats(a)
                          ? "identical with one library version, architecture and stream"
                          : "statistical: split-K may add with atomics"}};
}

}  // namespace gpubench
