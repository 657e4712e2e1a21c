/// HalfOperations: reductions of 16-bit floats for an MPI that has no such types.
#pragma once
#include <mpi.h>

#include "bench/api/communicator.hpp"

namespace gpubench {

/// An operation of our own, freed unless MPI has ended before.
class MpiOperation {
 public:
  /// Commutative. Throws std::runtime_error.
  explicit MpiOperation(MPI_User_function* function);
  ~MpiOperation();
  MpiOperation(const MpiOperation&) = delete;
  MpiOperation& operator=(const MpiOperation&) = delete;
  MPI_Op handle() const { return handle_; }

 private:
  MPI_Op handle_ = MPI_OP_NULL;
};

/// On elements moved as MPI_UINT16_T; every step is computed in f32 and rounded to the type.
class HalfOperations {
 public:
  HalfOperations();
  /// type: f16 or bf16.
  MPI_Op at(DataType type, Reduction reduction) const;

 private:
  MpiOperation f16_sum_, f16_max_, bf16_sum_, bf16_max_;
};

}  // namespace gpubench
