/// The first of two ranks' communicator, every operation of which throws: a test gives it those that it
/// needs.
#pragma once
#include <stdexcept>
#include <string>

#include "bench/api/communicator.hpp"

namespace gpubench::test {

class RefusingCommunicator : public Communicator {
 public:
  int rank() const override { return 0; }
  int size() const override { return 2; }
  std::string name() const override { return "refusing"; }
  void all_reduce(const void*, void*, std::size_t, DataType, Reduction, Stream&) override { refuse(); }
  void reduce(const void*, void*, std::size_t, DataType, Reduction, int, Stream&) override { refuse(); }
  void reduce_scatter(const void*, void*, std::size_t, DataType, Reduction, Stream&) override { refuse(); }
  void all_gather(const void*, void*, std::size_t, DataType, Stream&) override { refuse(); }
  void all_to_all(const void*, void*, std::size_t, DataType, Stream&) override { refuse(); }
  void broadcast(void*, std::size_t, DataType, int, Stream&) override { refuse(); }
  void gather(const void*, void*, std::size_t, DataType, int, Stream&) override { refuse(); }
  void scatter(const void*, void*, std::size_t, DataType, int, Stream&) override { refuse(); }
  void barrier(Stream&) override { refuse(); }
  void send_recv(const void*, int, void*, int, std::size_t, DataType, Stream&) override { refuse(); }
  void send(const void*, std::size_t, DataType, int, Stream&) override { refuse(); }
  void recv(void*, std::size_t, DataType, int, Stream&) override { refuse(); }
  void post_send(const void*, std::size_t, DataType, int, Stream&) override { refuse(); }
  void post_recv(void*, std::size_t, DataType, int, Stream&) override { refuse(); }
  void wait_all(Stream&) override { refuse(); }

 private:
  [[noreturn]] static void refuse() { throw std::logic_error("the test gave no such operation"); }
};

}  // namespace gpubench::test
