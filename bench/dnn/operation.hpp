/// TensorOperation: an operation of a network, as one library computes it. OperationLibrary: what a backend
/// brings of it.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "bench/api/benchmark.hpp"

namespace gpubench {

class TensorOperation {
 public:
  virtual ~TensorOperation() = default;
  /// Addresses of the backend's memory, the same in every call: the inputs, then the outputs, in the order of
  /// OperationProblem.
  virtual void enqueue(Stream& stream, std::span<void* const> tensors) = 0;
  /// Whether the library says that its repeats give the same bits.
  virtual bool promises_identical_repeats() const { return true; }
  virtual std::vector<std::pair<std::string, std::string>> facts() const = 0;
};

/// Case: type and shape of the operation, e.g. SoftmaxCase.
template <class Case>
struct OperationLibrary {
  std::string backend;             ///< "host", "cuda"
  std::string api;                 ///< "cuDNN"
  std::vector<const char*> types;  ///< Of the axis "type", the usual one first.
  Bytes workspace{};               ///< The most that it takes beside its tensors.
  /// Throws std::runtime_error where the library has none.
  std::function<std::unique_ptr<TensorOperation>(const Case&, Context&)> make_operation;
  /// Why the library has none, where it can be asked beforehand; may be empty.
  std::function<std::optional<std::string>(const Case&)> obstacle;
};

}  // namespace gpubench
