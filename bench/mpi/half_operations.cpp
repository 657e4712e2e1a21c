#include "bench/mpi/half_operations.hpp"

#include "bench/mpi/check.hpp"
#include "bench/mpi/half_floats.hpp"

namespace gpubench {
namespace {

template <class Half, void (*combine)(std::span<Half>, std::span<const Half>)>
void reduce(void* from, void* to, int* length, MPI_Datatype*) {
  const auto count = static_cast<std::size_t>(*length);
  combine({static_cast<Half*>(to), count}, {static_cast<const Half*>(from), count});
}

}  // namespace

MpiOperation::MpiOperation(MPI_User_function* function) {
  constexpr int commutes = 1;
  check_mpi(MPI_Op_create(function, commutes, &handle_), "MPI_Op_create");
}

MpiOperation::~MpiOperation() {
  int finalized = 0;
  if (MPI_Finalized(&finalized) == MPI_SUCCESS && finalized == 0) MPI_Op_free(&handle_);
}

HalfOperations::HalfOperations()
    : f16_sum_(reduce<F16, add_to<F16>>),
      f16_max_(reduce<F16, raise_to<F16>>),
      bf16_sum_(reduce<Bf16, add_to<Bf16>>),
      bf16_max_(reduce<Bf16, raise_to<Bf16>>) {}

MPI_Op HalfOperations::at(DataType type, Reduction reduction) const {
  if (type == DataType::f16) return (reduction == Reduction::sum ? f16_sum_ : f16_max_).handle();
  return (reduction == Reduction::sum ? bf16_sum_ : bf16_max_).handle();
}

}  // namespace gpubench
