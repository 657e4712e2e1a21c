/// MpiWorld: the ranks of an MPI job, or some of them.
#pragma once
#include <mpi.h>

#include <memory>

#include "bench/api/communicator.hpp"
#include "bench/mpi/communicator.hpp"
#include "bench/mpi/group.hpp"
#include "bench/mpi/sleeping_barrier.hpp"

namespace gpubench {

/// MPI between start and end; one thread calls it, and asks for no more than that (MPI_THREAD_SINGLE).
class MpiSession {
 public:
  /// Throws std::runtime_error where MPI does not start or does not support threads beside the one that calls
  /// it.
  MpiSession();
  ~MpiSession();
  MpiSession(const MpiSession&) = delete;
  MpiSession& operator=(const MpiSession&) = delete;
};

/// Every call throws std::runtime_error with MPI's own text. A subgroup ends before the world it was made
/// from. Data has a communicator of its own: what a failed case left under way there is never taken for an
/// agreement.
class MpiWorld : public World {
 public:
  /// Collective over the group. calls: counts those of a world and its subgroups together.
  explicit MpiWorld(MpiGroup group, std::shared_ptr<CallCount> calls = std::make_shared<CallCount>());

  int rank() const override { return communicator_.rank(); }
  int size() const override { return communicator_.size(); }
  void barrier() override;
  void barrier_asleep() override;
  void all_reduce_max(std::span<double> values) override;
  void all_reduce_min(std::span<double> values) override;
  void all_reduce_sum(std::span<double> values) override;
  std::vector<std::string> all_gather(std::string_view text) override;
  Meeting meet(std::string_view text, Seconds limit) override;
  std::vector<std::string> gather(std::string_view text) override;
  std::string broadcast(std::string_view text, int root) override;
  std::unique_ptr<World> subgroup(std::span<const int> ranks) override;
  Communicator* communicator() override { return &communicator_; }
  const CallCount* calls() const override { return calls_.get(); }
  void abort(int exit_code) override;

 private:
  std::shared_ptr<CallCount> calls_;
  MpiGroup group_;
  MpiGroup data_;
  MpiCommunicator communicator_;
  std::unique_ptr<SleepingBarrier> asleep_;
};

/// Starts MPI and gives the whole job's world; MPI ends when that world does.
/// Throws std::runtime_error as MpiSession does.
std::unique_ptr<World> open_mpi_world();

}  // namespace gpubench
