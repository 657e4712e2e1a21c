/// A communicator whose barrier holds nobody back; all else is another's.
#pragma once
#include <string>

#include "bench/api/communicator.hpp"

namespace gpubench::test {

class HastyCommunicator final : public Communicator {
 public:
  explicit HastyCommunicator(Communicator& ranks) : ranks_(ranks) {}
  void barrier(Stream&) override {}

  int rank() const override { return ranks_.rank(); }
  int size() const override { return ranks_.size(); }
  std::string name() const override { return ranks_.name(); }
  void all_reduce(const void* send, void* recv, std::size_t n, DataType type, Reduction op,
                  Stream& s) override {
    ranks_.all_reduce(send, recv, n, type, op, s);
  }
  void reduce(const void* send, void* recv, std::size_t n, DataType type, Reduction op, int root,
              Stream& s) override {
    ranks_.reduce(send, recv, n, type, op, root, s);
  }
  void reduce_scatter(const void* send, void* recv, std::size_t n, DataType type, Reduction op,
                      Stream& s) override {
    ranks_.reduce_scatter(send, recv, n, type, op, s);
  }
  void all_gather(const void* send, void* recv, std::size_t n, DataType type, Stream& s) override {
    ranks_.all_gather(send, recv, n, type, s);
  }
  void all_to_all(const void* send, void* recv, std::size_t n, DataType type, Stream& s) override {
    ranks_.all_to_all(send, recv, n, type, s);
  }
  void broadcast(void* buffer, std::size_t n, DataType type, int root, Stream& s) override {
    ranks_.broadcast(buffer, n, type, root, s);
  }
  void gather(const void* send, void* recv, std::size_t n, DataType type, int root, Stream& s) override {
    ranks_.gather(send, recv, n, type, root, s);
  }
  void scatter(const void* send, void* recv, std::size_t n, DataType type, int root, Stream& s) override {
    ranks_.scatter(send, recv, n, type, root, s);
  }
  void send_recv(const void* send, int to, void* recv, int from, std::size_t n, DataType type,
                 Stream& s) override {
    ranks_.send_recv(send, to, recv, from, n, type, s);
  }
  void send(const void* buffer, std::size_t n, DataType type, int to, Stream& s) override {
    ranks_.send(buffer, n, type, to, s);
  }
  void recv(void* buffer, std::size_t n, DataType type, int from, Stream& s) override {
    ranks_.recv(buffer, n, type, from, s);
  }
  void post_send(const void* buffer, std::size_t n, DataType type, int to, Stream& s) override {
    ranks_.post_send(buffer, n, type, to, s);
  }
  void post_recv(void* buffer, std::size_t n, DataType type, int from, Stream& s) override {
    ranks_.post_recv(buffer, n, type, from, s);
  }
  void wait_all(Stream& s) override { ranks_.wait_all(s); }

 private:
  Communicator& ranks_;
};

}  // namespace gpubench::test
