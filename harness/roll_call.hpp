/// RollCall: where each rank is, asked and answered beside MPI, which tells nobody anything while it waits.
#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "bench/api/communicator.hpp"
#include "harness/datagram_socket.hpp"

namespace gpubench {

/// Of one rank's measuring thread.
struct Whereabouts {
  std::uint64_t moves = 0;  ///< Counts up with whatever the rank does; where it stands still, so does this.
  bool waiting = false;     ///< Inside a call that may wait for another rank.
  friend bool operator==(const Whereabouts&, const Whereabouts&) = default;
};

/// By rank; nothing of one that gave no answer.
using Roll = std::vector<std::optional<Whereabouts>>;

/// A thread answers by UDP, also while the rank's other thread is inside MPI; a process that was stopped or
/// lies dead does not. Nothing is sent and no thread wakes until somebody asks. Where all ranks share a
/// network name space only its loopback is used; questions that don't carry the job's random number get no
/// answer.
class RollCall {
 public:
  /// own: asked on the answering thread. Collective; calls the roll once, for reachable().
  /// Throws std::system_error where no socket is left to ask with.
  RollCall(World& world, std::function<Whereabouts()> own);
  RollCall(const RollCall&) = delete;
  RollCall& operator=(const RollCall&) = delete;

  int rank() const { return rank_; }
  /// Of all ranks: returns when all have answered, or with the limit.
  Roll ask(Seconds limit) const;
  /// One rank's alone.
  std::optional<Whereabouts> ask(int rank, Seconds limit) const;
  /// Whether rank 0 and that rank could ask each other when the roll was made; the same on all ranks. Between
  /// hosts a firewall may keep them apart.
  const std::vector<bool>& reachable() const { return reachable_; }

 private:
  /// Until the thread is told to stop.
  void answer(const std::stop_token& stop);
  Roll ask(std::span<const int> ranks, Seconds limit) const;

  int rank_;
  std::function<Whereabouts()> own_;
  std::optional<DatagramSocket> ear_;  ///< None where the system refuses one: nobody hears of this rank.
  std::vector<std::vector<DatagramAddress>> addresses_;  ///< By rank.
  bool one_network_ = true;
  std::uint64_t job_ = 0;
  std::vector<bool> reachable_;
  std::jthread thread_;  ///< Goes first, also where the constructor throws: it uses all of the above.
};

}  // namespace gpubench
