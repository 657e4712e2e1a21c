/// MpiCommunicator: collectives and messages of MPI on host memory.
#pragma once
#include <mpi.h>

#include <string>
#include <utility>
#include <vector>

#include "bench/api/call_count.hpp"
#include "bench/api/communicator.hpp"
#include "bench/mpi/half_operations.hpp"

namespace gpubench {

/// Blocking calls finish before they return, so a stream orders nothing here. f16 and bf16, which MPI 3 has
/// no types for, are reduced by operations of our own; facts() say so where it was watched. Every call throws
/// std::runtime_error with MPI's own text.
class MpiCommunicator : public Communicator {
 public:
  /// Both must outlive this. calls: counts those that may wait for another rank.
  MpiCommunicator(MPI_Comm handle, CallCount& calls);

  int rank() const override { return rank_; }
  int size() const override { return size_; }
  std::string name() const override { return "mpi"; }

  void all_reduce(const void* send, void* recv, std::size_t count, DataType, Reduction, Stream&) override;
  void reduce(const void* send, void* recv, std::size_t count, DataType, Reduction, int root,
              Stream&) override;
  void reduce_scatter(const void* send, void* recv, std::size_t count, DataType, Reduction, Stream&) override;
  void all_gather(const void* send, void* recv, std::size_t count, DataType, Stream&) override;
  void all_to_all(const void* send, void* recv, std::size_t count, DataType, Stream&) override;
  void broadcast(void* buffer, std::size_t count, DataType, int root, Stream&) override;
  void gather(const void* send, void* recv, std::size_t count, DataType, int root, Stream&) override;
  void scatter(const void* send, void* recv, std::size_t count, DataType, int root, Stream&) override;
  void barrier(Stream&) override;
  void send_recv(const void* send, int to, void* recv, int from, std::size_t count, DataType,
                 Stream&) override;
  void send(const void* buffer, std::size_t count, DataType, int to, Stream&) override;
  void recv(void* buffer, std::size_t count, DataType, int from, Stream&) override;
  void post_send(const void* buffer, std::size_t count, DataType, int to, Stream&) override;
  void post_recv(void* buffer, std::size_t count, DataType, int from, Stream&) override;
  void wait_all(Stream&) override;
  void post_all_reduce(const void* send, void* recv, std::size_t count, DataType, Reduction,
                       Stream&) override;

  void watch_operations() override;
  void stop_watching() override;
  std::vector<std::pair<std::string, std::string>> facts() const override;

 private:
  MPI_Op operation(DataType type, Reduction reduction);
  MPI_Request& next_request();

  MPI_Comm handle_;
  CallCount& calls_;
  int rank_ = 0;
  int size_ = 1;
  std::vector<MPI_Request> requests_;
  HalfOperations halfs_;
  bool watching_ = false;
  bool halfs_reduced_ = false;  ///< While watched.
};

}  // namespace gpubench
