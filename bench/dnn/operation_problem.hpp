/// OperationProblem: the tensors of an operation at one point of its axes, and what its outputs must be.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "bench/dnn/element.hpp"
#include "bench/numerics/inputs.hpp"
#include "bench/numerics/verdict.hpp"

namespace gpubench {

struct TensorShape {
  ElementType type;
  std::uint64_t count;  ///< Elements.
};

class OperationProblem {
 public:
  virtual ~OperationProblem() = default;
  virtual std::vector<TensorShape> inputs() const = 0;
  virtual std::vector<TensorShape> outputs() const = 0;

  /// Every input, each of values that its type holds exactly, from the seed alone.
  virtual std::vector<std::vector<float>> make_inputs(Family family, int threads) const = 0;
  /// Whether there are inputs of family E, whose outputs must be exact.
  virtual bool has_exact_inputs() const { return false; }
  /// Of the outputs that those inputs gave; numbers are those of the first. Digests are the caller's.
  virtual Verdict judge(Family family, std::span<const std::vector<float>> outputs, int threads) const = 0;
};

/// The worse of both becomes the verdict; an error is named by the output it is in.
inline void add_verdict(Verdict& verdict, const char* output, const Verdict& other) {
  if (other.correctness <= verdict.correctness) return;
  verdict.correctness = other.correctness;
  verdict.worst_index = other.worst_index;
  verdict.detail = output + other.detail;
}

}  // namespace gpubench
