/// A communicator that hands every call to another one, and the ways in which tests make it differ.
#pragma once
#include <string>

#include "bench/api/communicator.hpp"

namespace gpubench::test {

class ForwardingCommunicator : public Communicator {
 public:
  explicit ForwardingCommunicator(Communicator& ranks) : ranks_(ranks) {}

  int rank() const override { return ranks_.rank(); }
  int size() const override { return ranks_.size(); }
  std::string name() const override { return ranks_.name(); }
  void barrier(Stream& s) override { call().barrier(s); }
  void all_reduce(const void* send, void* recv, std::size_t n, DataType type, Reduction op,
                  Stream& s) override {
    call().all_reduce(send, recv, n, type, op, s);
  }
  void reduce(const void* send, void* recv, std::size_t n, DataType type, Reduction op, int root,
              Stream& s) override {
    call().reduce(send, recv, n, type, op, root, s);
  }
  void reduce_scatter(const void* send, void* recv, std::size_t n, DataType type, Reduction op,
                      Stream& s) override {
    call().reduce_scatter(send, recv, n, type, op, s);
  }
  void all_gather(const void* send, void* recv, std::size_t n, DataType type, Stream& s) override {
    call().all_gather(send, recv, n, type, s);
  }
  void all_to_all(const void* send, void* recv, std::size_t n, DataType type, Stream& s) override {
    call().all_to_all(send, recv, n, type, s);
  }
  void broadcast(void* buffer, std::size_t n, DataType type, int root, Stream& s) override {
    call().broadcast(buffer, n, type, root, s);
  }
  void gather(const void* send, void* recv, std::size_t n, DataType type, int root, Stream& s) override {
    call().gather(send, recv, n, type, root, s);
  }
  void scatter(const void* send, void* recv, std::size_t n, DataType type, int root, Stream& s) override {
    call().scatter(send, recv, n, type, root, s);
  }
  void send_recv(const void* send, int to, void* recv, int from, std::size_t n, DataType type,
                 Stream& s) override {
    call().send_recv(send, to, recv, from, n, type, s);
  }
  void send(const void* buffer, std::size_t n, DataType type, int to, Stream& s) override {
    call().send(buffer, n, type, to, s);
  }
  void recv(void* buffer, std::size_t n, DataType type, int from, Stream& s) override {
    call().recv(buffer, n, type, from, s);
  }
  void post_send(const void* buffer, std::size_t n, DataType type, int to, Stream& s) override {
    call().post_send(buffer, n, type, to, s);
  }
  void post_recv(void* buffer, std::size_t n, DataType type, int from, Stream& s) override {
    call().post_recv(buffer, n, type, from, s);
  }
  void wait_all(Stream& s) override { call().wait_all(s); }
  void post_all_reduce(const void* send, void* recv, std::size_t n, DataType type, Reduction op,
                       Stream& s) override {
    call().post_all_reduce(send, recv, n, type, op, s);
  }
  void watch_operations() override { ranks_.watch_operations(); }
  void stop_watching() override { ranks_.stop_watching(); }

 protected:
  /// Before each operation.
  virtual void note_operation() {}

 private:
  Communicator& call() {
    note_operation();
    return ranks_;
  }

  Communicator& ranks_;
};

/// Its barrier holds nobody back.
class HastyCommunicator final : public ForwardingCommunicator {
 public:
  using ForwardingCommunicator::ForwardingCommunicator;
  void barrier(Stream&) override {}
};

/// Counts operations, and those of them that were watched.
class TallyingCommunicator final : public ForwardingCommunicator {
 public:
  using ForwardingCommunicator::ForwardingCommunicator;
  void watch_operations() override { watching_ = true; }
  void stop_watching() override { watching_ = false; }
  int operations = 0, watched = 0;

 private:
  void note_operation() override {
    ++operations;
    watched += watching_ ? 1 : 0;
  }
  bool watching_ = false;
};

}  // namespace gpubench::test
