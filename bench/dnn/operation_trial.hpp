/// The trial of a network's operations.
#pragma once
#include <memory>

#include "bench/api/benchmark.hpp"
#include "bench/dnn/operation.hpp"
#include "bench/dnn/operation_problem.hpp"

namespace gpubench {

/// The timed inputs are of family R. verify() judges that output against the reference; where the problem has
/// exact inputs computes once more with those and checks every element; then repeats the timed operation:
/// BOUNDED where its bits differ from before although the library promises that they do not. The digest is
/// the first output's. Throws std::bad_alloc.
std::unique_ptr<Trial> make_operation_trial(std::unique_ptr<OperationProblem> problem,
                                            std::unique_ptr<TensorOperation> operation, Context& context);

}  // namespace gpubench
