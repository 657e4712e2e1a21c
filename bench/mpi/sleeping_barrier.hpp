/// SleepingBarrier: a barrier whose waiting ranks are asleep in the kernel, because somebody measures beside
/// them.
#pragma once
#include <mpi.h>

#include <atomic>
#include <cstdint>

#include "bench/mpi/group.hpp"

namespace gpubench {

/// Ranks of one host meet at a futex in memory they share, so that the last to come wakes the others at once
/// and nobody polls. Of several hosts, each host's first rank meets those of the others when its own host is
/// complete: it polls, but then nobody measures on its host any more. Where ranks can't share memory each
/// counts as a host. Polling instead (MPI_Test and a nap of 5 to 20 ms in each of seven ranks on two cores)
/// took 2 % from compute/fma_peak: 1750 us a batch against 1706.
class SleepingBarrier {
 public:
  /// Collective. Throws std::runtime_error with MPI's own text.
  explicit SleepingBarrier(const MpiGroup& ranks);
  /// host: the ranks that share memory with this one.
  SleepingBarrier(const MpiGroup& ranks, MpiGroup host);
  ~SleepingBarrier();
  SleepingBarrier(const SleepingBarrier&) = delete;
  SleepingBarrier& operator=(const SleepingBarrier&) = delete;

  /// Throws std::runtime_error with MPI's own text.
  void wait();

 private:
  /// Of one host.
  struct Meeting {
    std::atomic<std::uint32_t> arrived{0};
    std::atomic<std::uint32_t> round{0};
  };

  bool share_memory();
  void sleep_while(const std::atomic<std::uint32_t>& word, std::uint32_t value) const;
  void meet_other_hosts() const;
  void release();

  MpiGroup host_;     ///< The ranks of this one's host.
  MpiGroup leaders_;  ///< The first rank of each host; null on the others.
  bool one_host_ = true;
  MPI_Win window_ = MPI_WIN_NULL;
  Meeting own_;  ///< Used where a rank counts as a host.
  Meeting* meeting_ = &own_;
  std::uint32_t expected_ = 1;  ///< Ranks that meet at meeting_.
};

}  // namespace gpubench
