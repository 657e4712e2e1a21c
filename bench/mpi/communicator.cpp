#include "bench/mpi/communicator.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "bench/mpi/check.hpp"

namespace gpubench {
namespace {

constexpr int kTag = 1;
constexpr std::size_t kWindow =
    128;  // room for both directions of a window of 64, so that posting allocates nothing

/// MPI 3 knows no 16-bit floats, but moves 16 bits, and reduces them by an operation of our own.
MPI_Datatype native(DataType type) {
  switch (type) {
    case DataType::f32:
      return MPI_FLOAT;
    case DataType::f64:
      return MPI_DOUBLE;
    case DataType::s32:
      return MPI_INT32_T;
    case DataType::f16:
    case DataType::bf16:
      return MPI_UINT16_T;
  }
  throw std::invalid_argument("mpi: unknown data type");
}

/// In place is asked for by giving one buffer twice.
const void* or_in_place(const void* send, const void* recv) {
  return send == recv ? MPI_IN_PLACE : send;
}

/// The part of a gathered buffer that is the rank's own, where it sends in place.
const void* part(const void* buffer, int rank, std::size_t count, DataType type) {
  return static_cast<const std::byte*>(buffer) + static_cast<std::size_t>(rank) * count * size_of(type);
}

}  // namespace

MpiCommunicator::MpiCommunicator(MPI_Comm handle, CallCount& calls) : handle_(handle), calls_(calls) {
  check_mpi(MPI_Comm_rank(handle_, &rank_), "MPI_Comm_rank");
  check_mpi(MPI_Comm_size(handle_, &size_), "MPI_Comm_size");
  requests_.reserve(kWindow);
}

MPI_Op MpiCommunicator::operation(DataType type, Reduction reduction) {
  if (type != DataType::f16 && type != DataType::bf16) return reduction == Reduction::sum ? MPI_SUM : MPI_MAX;
  halfs_reduced_ = halfs_reduced_ || watching_;
  return halfs_.at(type, reduction);
}

void MpiCommunicator::watch_operations() {
  watching_ = true;
  halfs_reduced_ = false;
}

void MpiCommunicator::stop_watching() {
  watching_ = false;
}

std::vector<std::pair<std::string, std::string>> MpiCommunicator::facts() const {
  auto facts = Communicator::facts();
  if (halfs_reduced_)
    facts.emplace_back("reduced_by", "an MPI_Op of gpubench's own: each step in f32 on the host, rounded");
  return facts;
}

void MpiCommunicator::all_reduce(const void* send, void* recv, std::size_t count, DataType type,
                                 Reduction reduction, Stream&) {
  const Call waiting(calls_);
  const char* call = "MPI_Allreduce";
  check_mpi(MPI_Allreduce(or_in_place(send, recv), recv, mpi_count(count, call), native(type),
                          operation(type, reduction), handle_),
            call);
}

void MpiCommunicator::reduce(const void* send, void* recv, std::size_t count, DataType type,
                             Reduction reduction, int root, Stream&) {
  const Call waiting(calls_);
  const char* call = "MPI_Reduce";
  const void* from = rank_ == root ? or_in_place(send, recv) : send;
  check_mpi(
      MPI_Reduce(from, recv, mpi_count(count, call), native(type), operation(type, reduction), root, handle_),
      call);
}

void MpiCommunicator::reduce_scatter(const void* send, void* recv, std::size_t count, DataType type,
                                     Reduction reduction, Stream&) {
  const Call waiting(calls_);
  const char* call = "MPI_Reduce_scatter_block";
  check_mpi(MPI_Reduce_scatter_block(or_in_place(send, recv), recv, mpi_count(count, call), native(type),
                                     operation(type, reduction), handle_),
            call);
}

void MpiCommunicator::all_gather(const void* send, void* recv, std::size_t count, DataType type, Stream&) {
  const Call waiting(calls_);
  const char* call = "MPI_Allgather";
  const int n = mpi_count(count, call);
  const void* from = send == part(recv, rank_, count, type) ? MPI_IN_PLACE : send;
  check_mpi(MPI_Allgather(from, n, native(type), recv, n, native(type), handle_), call);
}

void MpiCommunicator::all_to_all(const void* send, void* recv, std::size_t count, DataType type, Stream&) {
  const Call waiting(calls_);
  const char* call = "MPI_Alltoall";
  const int n = mpi_count(count, call);
  check_mpi(MPI_Alltoall(or_in_place(send, recv), n, native(type), recv, n, native(type), handle_), call);
}

void MpiCommunicator::broadcast(void* buffer, std::size_t count, DataType type, int root, Stream&) {
  const Call waiting(calls_);
  const char* call = "MPI_Bcast";
  check_mpi(MPI_Bcast(buffer, mpi_count(count, call), native(type), root, handle_), call);
}

void MpiCommunicator::gather(const void* send, void* recv, std::size_t count, DataType type, int root,
                             Stream&) {
  const Call waiting(calls_);
  const char* call = "MPI_Gather";
  const int n = mpi_count(count, call);
  const bool in_place = rank_ == root && send == part(recv, rank_, count, type);
  check_mpi(MPI_Gather(in_place ? MPI_IN_PLACE : send, n, native(type), recv, n, native(type), root, handle_),
            call);
}

void MpiCommunicator::scatter(const void* send, void* recv, std::size_t count, DataType type, int root,
                              Stream&) {
  const Call waiting(calls_);
  const char* call = "MPI_Scatter";
  const int n = mpi_count(count, call);
  const bool in_place = rank_ == root && recv == part(send, rank_, count, type);
  check_mpi(
      MPI_Scatter(send, n, native(type), in_place ? MPI_IN_PLACE : recv, n, native(type), root, handle_),
      call);
}

void MpiCommunicator::barrier(Stream&) {
  const Call waiting(calls_);
  check_mpi(MPI_Barrier(handle_), "MPI_Barrier");
}

void MpiCommunicator::send_recv(const void* send, int to, void* recv, int from, std::size_t count,
                                DataType type, Stream&) {
  const Call waiting(calls_);
  const char* call = "MPI_Sendrecv";
  const int n = mpi_count(count, call);
  check_mpi(MPI_Sendrecv(send, n, native(type), to, kTag, recv, n, native(type), from, kTag, handle_,
                         MPI_STATUS_IGNORE),
            call);
}

void MpiCommunicator::send(const void* buffer, std::size_t count, DataType type, int to, Stream&) {
  const Call waiting(calls_);
  const char* call = "MPI_Send";
  check_mpi(MPI_Send(buffer, mpi_count(count, call), native(type), to, kTag, handle_), call);
}

void MpiCommunicator::recv(void* buffer, std::size_t count, DataType type, int from, Stream&) {
  const Call waiting(calls_);
  const char* call = "MPI_Recv";
  check_mpi(MPI_Recv(buffer, mpi_count(count, call), native(type), from, kTag, handle_, MPI_STATUS_IGNORE),
            call);
}

MPI_Request& MpiCommunicator::next_request() {
  return requests_.emplace_back(MPI_REQUEST_NULL);
}

void MpiCommunicator::post_send(const void* buffer, std::size_t count, DataType type, int to, Stream&) {
  const char* call = "MPI_Isend";
  check_mpi(MPI_Isend(buffer, mpi_count(count, call), native(type), to, kTag, handle_, &next_request()),
            call);
}

void MpiCommunicator::post_recv(void* buffer, std::size_t count, DataType type, int from, Stream&) {
  const char* call = "MPI_Irecv";
  check_mpi(MPI_Irecv(buffer, mpi_count(count, call), native(type), from, kTag, handle_, &next_request()),
            call);
}

void MpiCommunicator::post_all_reduce(const void* send, void* recv, std::size_t count, DataType type,
                                      Reduction reduction, Stream&) {
  const char* call = "MPI_Iallreduce";
  check_mpi(MPI_Iallreduce(or_in_place(send, recv), recv, mpi_count(count, call), native(type),
                           operation(type, reduction), handle_, &next_request()),
            call);
}

void MpiCommunicator::wait_all(Stream&) {
  const Call waiting(calls_);
  const int code = MPI_Waitall(static_cast<int>(requests_.size()), requests_.data(), MPI_STATUSES_IGNORE);
  requests_.clear();
  check_mpi(code, "MPI_Waitall");
}

}  // namespace gpubench
