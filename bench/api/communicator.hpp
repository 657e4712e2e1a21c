/// World: how ranks agree and talk outside timing. Communicator: the operations that collectives benchmarks
/// time.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bench/api/units.hpp"

namespace gpubench {

class Axes;
class CallCount;
class Stream;

enum class DataType { f16, bf16, f32, f64, s32 };
enum class Reduction { sum, max };

std::size_t size_of(DataType type);
const char* to_string(DataType type);
/// Throws std::invalid_argument naming the accepted words.
DataType parse_data_type(std::string_view text);
/// Bytes of an element, by the axis "type".
std::size_t element_size(const Axes& axes);
const char* to_string(Reduction reduction);
Reduction parse_reduction(std::string_view text);

/// The data plane over the memory of one backend. Counts are elements; buffers are that backend's memory.
/// Element counts and layouts follow MPI: all_gather and gather receive size() * count elements, all_to_all
/// exchanges blocks of count, reduce_scatter sends size() * count and receives count, scatter sends size() *
/// count. Every call is made by all ranks; it returns when the operation is enqueued on the stream (host: has
/// finished). send == recv (MPI_IN_PLACE semantics) is asked for with in_place where the operation has it.
class Communicator {
 public:
  virtual ~Communicator() = default;
  virtual int rank() const = 0;
  virtual int size() const = 0;
  virtual std::string name() const = 0;  ///< "mpi", "nccl"

  virtual void all_reduce(const void* send, void* recv, std::size_t count, DataType, Reduction, Stream&) = 0;
  virtual void reduce(const void* send, void* recv, std::size_t count, DataType, Reduction, int root,
                      Stream&) = 0;
  virtual void reduce_scatter(const void* send, void* recv, std::size_t count, DataType, Reduction,
                              Stream&) = 0;
  virtual void all_gather(const void* send, void* recv, std::size_t count, DataType, Stream&) = 0;
  virtual void all_to_all(const void* send, void* recv, std::size_t count, DataType, Stream&) = 0;
  virtual void broadcast(void* buffer, std::size_t count, DataType, int root, Stream&) = 0;
  virtual void gather(const void* send, void* recv, std::size_t count, DataType, int root, Stream&) = 0;
  virtual void scatter(const void* send, void* recv, std::size_t count, DataType, int root, Stream&) = 0;
  virtual void barrier(Stream&) = 0;
  /// Sends to one neighbour while receiving from another: the ring step, ping-pong's building block.
  virtual void send_recv(const void* send, int to, void* recv, int from, std::size_t count, DataType,
                         Stream&) = 0;
  virtual void send(const void* buffer, std::size_t count, DataType, int to, Stream&) = 0;
  virtual void recv(void* buffer, std::size_t count, DataType, int from, Stream&) = 0;
  /// Non-blocking pairs for windows of messages: posted, then completed together by wait_all().
  virtual void post_send(const void* buffer, std::size_t count, DataType, int to, Stream&) = 0;
  virtual void post_recv(void* buffer, std::size_t count, DataType, int from, Stream&) = 0;
  virtual void wait_all(Stream&) = 0;
  /// An all_reduce that is started, to be completed by wait_all(). One that can't be started alone is done at
  /// once.
  virtual void post_all_reduce(const void* send, void* recv, std::size_t count, DataType type,
                               Reduction reduction, Stream& stream) {
    all_reduce(send, recv, count, type, reduction, stream);
  }
  /// From here on, until stop_watching(), facts() tell of what is enqueued, and of that only: a trial leaves
  /// out the operations of its own checks.
  virtual void watch_operations() {}
  virtual void stop_watching() {}
  /// Facts of a case measured over this: its name, and where the library tells, how it carried out what was
  /// watched.
  virtual std::vector<std::pair<std::string, std::string>> facts() const {
    return {{"communicator", name()}};
  }
  /// Gives up what is under way on this rank, so that its stream ends; nothing is called on it afterwards.
  /// Null, or why it could not be given up, a static text. Nothing where operations have finished when they
  /// return.
  virtual const char* abort() noexcept { return nullptr; }
};

/// Who came to World::meet() in time, and what they said.
struct Meeting {
  std::vector<std::string> texts;  ///< By rank; empty of those who did not come.
  std::vector<int> absent;         ///< Ascending.
};

/// The control plane: small messages on host memory, outside timing. One rank alone is a valid world.
class World {
 public:
  virtual ~World() = default;
  virtual int rank() const = 0;
  virtual int size() const = 0;
  virtual void barrier() = 0;
  /// A barrier for ranks that have nothing to do: they sleep in the kernel, so that they take no time from
  /// those who measure on shared cores (spinning ones made a triad's p95 eight times worse, polling ones took
  /// 2 %).
  virtual void barrier_asleep() = 0;
  virtual void all_reduce_max(std::span<double> values) = 0;
  virtual void all_reduce_min(std::span<double> values) = 0;
  virtual void all_reduce_sum(std::span<double> values) = 0;
  /// Every rank's text, in rank order, on every rank; texts may differ in length.
  virtual std::vector<std::string> all_gather(std::string_view text) = 0;
  /// As all_gather(), but nobody is waited for longer than the limit, counted on rank 0 from when it comes. A
  /// world that missed a rank is good for abort() only. Where a world can't tell who is missing it waits.
  virtual Meeting meet(std::string_view text, Seconds limit);
  /// Every rank's text in rank order on rank 0; empty elsewhere.
  virtual std::vector<std::string> gather(std::string_view text) = 0;
  /// Rank root's text, on every rank.
  virtual std::string broadcast(std::string_view text, int root) = 0;
  /// A world of the given ranks (ascending), made collectively by all ranks of this one; null on ranks left
  /// out.
  virtual std::unique_ptr<World> subgroup(std::span<const int> ranks) = 0;
  /// The data plane over the same ranks on host memory; null in a world without one (one process, no MPI).
  virtual Communicator* communicator() = 0;
  /// What this process has called of this world, its subgroups and their data planes, for a thread that
  /// watches beside the one that calls; null where a world does not count.
  virtual const CallCount* calls() const { return nullptr; }
  /// Ends every rank of the job at once. Does not return where there are other ranks.
  virtual void abort(int exit_code) = 0;
};

}  // namespace gpubench
