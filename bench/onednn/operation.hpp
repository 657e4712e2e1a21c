/// OnednnOperation: one primitive of oneDNN over tensors as they lie in memory.
#pragma once
#include <dnnl.hpp>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "bench/dnn/element.hpp"
#include "bench/dnn/operation.hpp"
#include "bench/numerics/row_check.hpp"
#include "bench/onednn/check.hpp"

namespace gpubench {

dnnl::memory::data_type onednn_type(ElementType type);
/// [rows, columns], row-major.
dnnl::memory::desc onednn_matrix(ElementType type, RowShape shape);
/// [batch, channels, side, side] as oneDNN counts, NHWC in memory.
dnnl::memory::desc onednn_images(ElementType type, std::uint64_t batch, std::uint64_t channels,
                                 std::uint64_t side);
/// Of f32, whatever the type: what parameters and statistics are.
dnnl::memory::desc onednn_vector(std::uint64_t count);

/// One tensor: which of the primitive's arguments it is, and its layout.
struct OnednnTensor {
  int argument;
  dnnl::memory::desc layout;
};

/// A primitive as oneDNN describes it before it is compiled.
struct OnednnDescription {
  dnnl::primitive_desc_base primitive;
  std::vector<OnednnTensor> tensors;  ///< In the order of the problem's inputs and outputs.
  /// Arguments that are asked for and not used, and the place of the tensor that stands in for each.
  std::vector<std::pair<int, std::size_t>> unused = {};
};

/// The CPU. It must outlive what is described for it until that is compiled: a description does not keep it.
/// Throws std::runtime_error.
dnnl::engine onednn_cpu();

/// Compiled for all threads of the share; the engine is the description's. Throws std::runtime_error.
std::unique_ptr<TensorOperation> make_onednn_operation(const OnednnDescription& description,
                                                       const dnnl::engine& engine, int threads);

/// Why oneDNN has none of that type here, where describe() throws what checked_onednn() does.
template <class Describe>
std::optional<std::string> onednn_obstacle(const char* type, const Describe& describe) {
  try {
    describe();
    return std::nullopt;
  } catch (const std::runtime_error& error) {
    return fmt::format("{}: none of {} on this CPU", error.what(), type);
  }
}

/// An operation on the host. f16 where the CPU has it: else the case is skipped with oneDNN's reason.
template <class Case>
OperationLibrary<Case> onednn_library(OnednnDescription (*describe)(const Case&, const dnnl::engine&)) {
  return {.backend = "host",
          .api = "oneDNN",
          .types = {"f32", "bf16", "f16"},
          .make_operation =
              [describe](const Case& of, Context& context) {
                const dnnl::engine cpu = onednn_cpu();
                return make_onednn_operation(describe(of, cpu), cpu, context.machine.threads);
              },
          .obstacle =
              [describe](const Case& of) {
                return onednn_obstacle(to_string(of.type), [&] { describe(of, onednn_cpu()); });
              }};
}

}  // namespace gpubench
