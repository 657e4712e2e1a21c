/// CudnnPlan: operations of cuDNN's graph API, made ready to run on one device.
#pragma once
#include <cudnn.h>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "bench/api/array.hpp"
#include "bench/cudnn/descriptor.hpp"
#include "bench/cudnn/engine.hpp"

namespace gpubench {

struct DestroyCudnn {
  void operator()(cudnnContext* handle) const noexcept { cudnnDestroy(handle); }
};
using CudnnHandle = std::unique_ptr<cudnnContext, DestroyCudnn>;

CudnnHandle make_cudnn();  ///< Throws std::runtime_error where there is no device.

/// More than any engine for what is measured here asks for.
inline constexpr Bytes kCudnnWorkspaceMax = 1_GiB;

/// The first configuration of heuristics mode A whose engine keeps_precision(), whose workspace fits and
/// which can be built.
class CudnnPlan {
 public:
  /// Throws std::runtime_error where there is none, saying how many were tried.
  CudnnPlan(std::span<const Descriptor> operations, bool strict_f32, Bytes workspace_max, Backend& backend);

  /// pointers[i] is where the tensor of unique id i + 1 lies; the same in every call, the first of which
  /// remembers them.
  void enqueue(Stream& stream, std::span<void* const> pointers);
  const Engine& engine() const { return engine_; }

 private:
  void choose(const Descriptor& graph, bool strict_f32, Bytes workspace_max);
  void bind(std::span<void* const> pointers);

  CudnnHandle cudnn_;
  std::optional<Descriptor> plan_, pack_;
  Engine engine_;
  Array<std::byte> workspace_;
};

}  // namespace gpubench
