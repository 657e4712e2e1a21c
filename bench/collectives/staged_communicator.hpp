/// StagedCommunicator: the job's own data plane for the memory of a device: each call copies to the host,
/// calls the host's communicator and copies back.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "bench/api/backend.hpp"
#include "bench/api/communicator.hpp"

namespace gpubench {

/// What an MPI that knows nothing of devices costs an application: the copies are part of the operation.
/// Every call first waits for the stream, and returns when all is done; so its time is wall time. The staging
/// buffers, page-locked where the device asks for that, are this object's and grow to the largest message, so
/// that a second call allocates nothing. Throws std::bad_alloc, and what backend, stream and the host's
/// communicator throw.
class StagedCommunicator final : public Communicator {
 public:
  /// References must outlive this.
  StagedCommunicator(Communicator& host, Backend& backend) : host_(host), backend_(backend) {}

  int rank() const override { return host_.rank(); }
  int size() const override { return host_.size(); }
  std::string name() const override { return host_.name() + " staged through the host"; }

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
  void watch_operations() override { host_.watch_operations(); }
  void stop_watching() override { host_.stop_watching(); }
  /// The host's, under this one's name.
  std::vector<std::pair<std::string, std::string>> facts() const override;

 private:
  /// The backend's own memory of the host: from pageable memory a device's copies would take a detour, which
  /// an application that cares avoids.
  using Buffer = std::unique_ptr<Memory>;

  /// A buffer only ever grows; its contents are lost then.
  std::byte* grown(Buffer& buffer, std::size_t bytes);

  /// The device's bytes on the host, once the stream is done with them.
  const void* fetch(const void* from, std::size_t bytes, Stream& stream);
  /// Room on the host for what is received.
  void* room(std::size_t bytes);
  void deliver(void* to, std::size_t bytes);

  /// A received message of a window: where on the host it lies and where it goes.
  struct Arrival {
    std::size_t slot;
    void* to;
    std::size_t bytes;
  };

  Communicator& host_;
  Backend& backend_;
  Buffer sent_, received_;
  std::vector<Buffer> window_;  ///< Of posted messages, one each; kept for the next window.
  std::size_t posted_ = 0;
  std::vector<Arrival> arrivals_;
};

}  // namespace gpubench
