/// NcclCommunicator: collectives and messages of NCCL between devices.
#pragma once
#include <nccl.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "bench/api/array.hpp"
#include "bench/api/communicator.hpp"

namespace gpubench {

/// Operations are enqueued on the stream and have not finished when a call returns. NCCL has no barrier: it
/// is an all_reduce of one element. gather, scatter, all_to_all and send_recv are groups of ncclSend and
/// ncclRecv. The communicator does not block: a call that NCCL can't complete at once is asked for until it
/// is, for as long as its limit. Every call throws std::runtime_error with NCCL's own text. Source: NCCL user
/// guide, "Fault tolerance" and "Point-to-point communication".
class NcclCommunicator final : public Communicator {
 public:
  /// Collective over the group, whose ranks have each made another device current. limit: of one call.
  NcclCommunicator(World& group, Backend& backend, const ncclUniqueId& job, Seconds limit);
  /// Waits for no other rank.
  ~NcclCommunicator() override;
  NcclCommunicator(const NcclCommunicator&) = delete;
  NcclCommunicator& operator=(const NcclCommunicator&) = delete;

  int rank() const override { return rank_; }
  int size() const override { return size_; }
  std::string name() const override { return "nccl"; }

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
  void watch_operations() override;
  void stop_watching() override;
  /// How NCCL carried out what was watched, as it tells its profiler plugin, which this process is unless the
  /// user has one: nccl_algorithm, nccl_protocol, nccl_channels, nccl_nvls; or nccl_algorithm says why not.
  std::vector<std::pair<std::string, std::string>> facts() const override;
  const char* abort() noexcept override;

 private:
  struct Message {
    void* buffer;
    std::size_t count;
    DataType type;
    int peer;
    bool sends;
  };

  void enqueue(const Message& message, Stream& stream);
  void enqueue_together(const std::vector<Message>& messages, Stream& stream);
  /// Throws unless the call has been taken, waiting where it is still being worked on.
  void complete(ncclResult_t code, const char* call);

  ncclComm_t handle_ = nullptr;
  Seconds limit_;
  int rank_;
  int size_;
  std::string untold_;             ///< Why NCCL's choices are not known; empty where they are.
  Array<std::int32_t> token_;      ///< What a barrier adds up.
  std::vector<Message> posted_;    ///< Of a window, until wait_all().
  std::vector<Message> together_;  ///< Of one grouped call; kept so that a second one allocates nothing.
};

}  // namespace gpubench
