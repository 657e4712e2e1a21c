#include "tests/modules/pretend/communicator.hpp"

#include <fmt/format.h>

#include <exception>

#include "tests/modules/pretend/device.hpp"

namespace gpubench::pretend {
namespace {

class PretendCommunicator final : public Communicator {
 public:
  PretendCommunicator(Communicator& host, Backend& backend, Seconds limit)
      : host_(host), backend_(backend), limit_(limit) {}
  int rank() const override { return host_.rank(); }
  int size() const override { return host_.size(); }
  std::string name() const override { return fmt::format("pretend, {:g} s a call", limit_.count()); }

  void all_reduce(const void* send, void* recv, std::size_t count, DataType type, Reduction reduction,
                  Stream& stream) override {
    launch(stream, [&] { host_.all_reduce(unveil(send), unveil(recv), count, type, reduction, stream); });
  }
  void reduce(const void* send, void* recv, std::size_t count, DataType type, Reduction reduction, int root,
              Stream& stream) override {
    launch(stream, [&] { host_.reduce(unveil(send), unveil(recv), count, type, reduction, root, stream); });
  }
  void reduce_scatter(const void* send, void* recv, std::size_t count, DataType type, Reduction reduction,
                      Stream& stream) override {
    launch(stream, [&] { host_.reduce_scatter(unveil(send), unveil(recv), count, type, reduction, stream); });
  }
  void all_gather(const void* send, void* recv, std::size_t count, DataType type, Stream& stream) override {
    launch(stream, [&] { host_.all_gather(unveil(send), unveil(recv), count, type, stream); });
  }
  void all_to_all(const void* send, void* recv, std::size_t count, DataType type, Stream& stream) override {
    launch(stream, [&] { host_.all_to_all(unveil(send), unveil(recv), count, type, stream); });
  }
  void broadcast(void* buffer, std::size_t count, DataType type, int root, Stream& stream) override {
    launch(stream, [&] { host_.broadcast(unveil(buffer), count, type, root, stream); });
  }
  void gather(const void* send, void* recv, std::size_t count, DataType type, int root,
              Stream& stream) override {
    launch(stream, [&] { host_.gather(unveil(send), unveil(recv), count, type, root, stream); });
  }
  void scatter(const void* send, void* recv, std::size_t count, DataType type, int root,
               Stream& stream) override {
    launch(stream, [&] { host_.scatter(unveil(send), unveil(recv), count, type, root, stream); });
  }
  void barrier(Stream& stream) override {
    launch(stream, [&] { host_.barrier(stream); });
  }
  void send_recv(const void* send, int to, void* recv, int from, std::size_t count, DataType type,
                 Stream& stream) override {
    launch(stream, [&] { host_.send_recv(unveil(send), to, unveil(recv), from, count, type, stream); });
  }
  void send(const void* buffer, std::size_t count, DataType type, int to, Stream& stream) override {
    launch(stream, [&] { host_.send(unveil(buffer), count, type, to, stream); });
  }
  void recv(void* buffer, std::size_t count, DataType type, int from, Stream& stream) override {
    launch(stream, [&] { host_.recv(unveil(buffer), count, type, from, stream); });
  }
  void post_send(const void* buffer, std::size_t count, DataType type, int to, Stream& stream) override {
    launch(stream, [&] { host_.post_send(unveil(buffer), count, type, to, stream); });
  }
  void post_recv(void* buffer, std::size_t count, DataType type, int from, Stream& stream) override {
    launch(stream, [&] { host_.post_recv(unveil(buffer), count, type, from, stream); });
  }
  void wait_all(Stream& stream) override {
    launch(stream, [&] { host_.wait_all(stream); });
  }

  const char* abort() noexcept override try {
    backend_.make_stream()->finished();
    return nullptr;
  } catch (const std::exception&) {
    return "planted: the communicator can't be given up";
  }

 private:
  /// Timed by the wall clock.
  template <class Operation>
  static void launch(Stream& stream, Operation operation) {
    queue_of(stream).launch(Seconds(0), operation);
  }

  Communicator& host_;
  Backend& backend_;
  Seconds limit_;
};

}  // namespace

std::unique_ptr<Communicator> make_communicator(Communicator& host, Backend& backend, Seconds limit) {
  return std::make_unique<PretendCommunicator>(host, backend, limit);
}

}  // namespace gpubench::pretend
