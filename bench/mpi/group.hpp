/// MpiGroup: a communicator of MPI's, owned.
#pragma once
#include <mpi.h>

namespace gpubench {

/// A duplicate or a part of the job's communicator, freed unless MPI has ended before. Calls throw
/// std::runtime_error.
class MpiGroup {
 public:
  static MpiGroup whole_job();
  /// The same ranks, whose messages never meet those of this one. Collective.
  MpiGroup duplicate() const;
  /// The ranks that say member, in the same order. Collective; null() on the others.
  MpiGroup split(bool member) const;
  /// The ranks that can share memory with this one, in the same order. Collective.
  MpiGroup split_by_host() const;
  ~MpiGroup();
  MpiGroup(MpiGroup&& other) noexcept;
  MpiGroup& operator=(MpiGroup&& other) noexcept;

  MPI_Comm handle() const { return handle_; }
  bool null() const { return handle_ == MPI_COMM_NULL; }
  int rank() const;
  int size() const;

 private:
  explicit MpiGroup(MPI_Comm handle) : handle_(handle) {}
  MPI_Comm handle_;
};

}  // namespace gpubench
