/// Checked MPI calls: every return code is looked at, and a bad one is thrown by name.
#pragma once
#include <mpi.h>

#include <cstddef>

namespace gpubench {

/// Throws std::runtime_error "mpi: MPI_Allreduce: <MPI's own text>".
[[noreturn]] void throw_mpi_error(int code, const char* call);

inline void check_mpi(int code, const char* call) {
  if (code != MPI_SUCCESS) [[unlikely]]
    throw_mpi_error(code, call);
}

[[noreturn]] void throw_too_many(std::size_t count, const char* call);

/// MPI 3 counts elements in int. Throws std::length_error where the count does not fit.
inline int mpi_count(std::size_t count, const char* call) {
  if (count > 0x7fffffff) [[unlikely]]
    throw_too_many(count, call);
  return static_cast<int>(count);
}

}  // namespace gpubench
