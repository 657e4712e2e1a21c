#include "bench/mpi/sleeping_barrier.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <thread>
#include <vector>

namespace gpubench {
namespace {

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Every rank's value, from one that is not timed.
std::vector<double> gather(const MpiGroup& ranks, double value) {
  std::vector<double> all(static_cast<std::size_t>(ranks.size()));
  MPI_Allgather(&value, 1, MPI_DOUBLE, all.data(), 1, MPI_DOUBLE, ranks.handle());
  return all;
}

/// Runs rounds in which one rank after another comes last; returns the least of the rounds' longest waits
/// after it has come.
double least_wait(const MpiGroup& ranks, SleepingBarrier& barrier, int rounds) {
  double least = 1e9;
  for (int round = 0; round < rounds; ++round) {
    if (ranks.rank() == round % ranks.size()) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    const double entered = now();
    barrier.wait();
    const double left = now();
    const auto came = gather(ranks, entered), went = gather(ranks, left);
    const double last = *std::ranges::max_element(came);
    EXPECT_GE(*std::ranges::min_element(went), last)
        << "round " << round << ": somebody left before all had come";
    least = std::min(least, *std::ranges::max_element(went) - last);
  }
  return least;
}

/// The ranks of several pretended hosts.
MpiGroup hosts_of(const MpiGroup& ranks, int hosts) {
  const int own = ranks.rank() % hosts;
  for (int host = 0; host < hosts; ++host) {
    MpiGroup group = ranks.split(own == host);
    if (own == host) {
      for (int rest = host + 1; rest < hosts; ++rest) ranks.split(false);
      return group;
    }
  }
  std::abort();
}

TEST(SleepingBarrier, WakesAllAtOnceWhenTheLastHasCome) {
  const MpiGroup ranks = MpiGroup::whole_job();
  SleepingBarrier barrier(ranks);
  // Those who are not woken look by themselves after 250 ms, in every round.
  EXPECT_LT(least_wait(ranks, barrier, 10), 0.1);
}

TEST(SleepingBarrier, IsReadyForTheNextRoundAtOnce) {
  const MpiGroup ranks = MpiGroup::whole_job();
  SleepingBarrier barrier(ranks);
  for (int round = 0; round < 200; ++round) barrier.wait();
  const auto done = gather(ranks, 200);
  EXPECT_TRUE(std::ranges::all_of(done, [](double rounds) { return rounds == 200; }));
}

TEST(SleepingBarrier, HostsWaitForEachOther) {
  const MpiGroup ranks = MpiGroup::whole_job();
  for (const int hosts : {2, 3}) {
    if (hosts > ranks.size()) continue;
    SleepingBarrier barrier(ranks, hosts_of(ranks, hosts));
    EXPECT_LT(least_wait(ranks, barrier, 6), 0.1) << hosts << " hosts";
  }
}

}  // namespace
}  // namespace gpubench
