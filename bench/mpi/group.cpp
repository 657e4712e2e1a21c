#include "bench/mpi/group.hpp"

#include <utility>

#include "bench/mpi/check.hpp"

namespace gpubench {

MpiGroup MpiGroup::whole_job() {
  MPI_Comm handle = MPI_COMM_NULL;
  check_mpi(MPI_Comm_dup(MPI_COMM_WORLD, &handle), "MPI_Comm_dup");
  return MpiGroup(handle);
}

MpiGroup MpiGroup::duplicate() const {
  MPI_Comm handle = MPI_COMM_NULL;
  check_mpi(MPI_Comm_dup(handle_, &handle), "MPI_Comm_dup");
  return MpiGroup(handle);
}

MpiGroup MpiGroup::split(bool member) const {
  MPI_Comm handle = MPI_COMM_NULL;
  check_mpi(MPI_Comm_split(handle_, member ? 0 : MPI_UNDEFINED, rank(), &handle), "MPI_Comm_split");
  return MpiGroup(handle);
}

MpiGroup MpiGroup::split_by_host() const {
  MPI_Comm handle = MPI_COMM_NULL;
  check_mpi(MPI_Comm_split_type(handle_, MPI_COMM_TYPE_SHARED, rank(), MPI_INFO_NULL, &handle),
            "MPI_Comm_split_type");
  return MpiGroup(handle);
}

MpiGroup::MpiGroup(MpiGroup&& other) noexcept : handle_(std::exchange(other.handle_, MPI_COMM_NULL)) {}

MpiGroup& MpiGroup::operator=(MpiGroup&& other) noexcept {
  std::swap(handle_, other.handle_);
  return *this;
}

MpiGroup::~MpiGroup() {
  int finalized = 0;
  if (null() || MPI_Finalized(&finalized) != MPI_SUCCESS || finalized != 0) return;
  MPI_Comm_free(&handle_);
}

int MpiGroup::rank() const {
  int rank = 0;
  check_mpi(MPI_Comm_rank(handle_, &rank), "MPI_Comm_rank");
  return rank;
}

int MpiGroup::size() const {
  int size = 0;
  check_mpi(MPI_Comm_size(handle_, &size), "MPI_Comm_size");
  return size;
}

}  // namespace gpubench
