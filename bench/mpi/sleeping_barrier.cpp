#include "bench/mpi/sleeping_barrier.hpp"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <climits>
#include <ctime>
#include <exception>
#include <new>
#include <thread>
#include <utility>

#include "bench/api/units.hpp"
#include "bench/mpi/check.hpp"

namespace gpubench {
namespace {

/// Between processes: not the private kind. Returns at once where the word is another than value.
void wait_on(const std::atomic<std::uint32_t>& word, std::uint32_t value, const timespec& limit) {
  syscall(SYS_futex, &word, FUTEX_WAIT, value, &limit, nullptr, 0);
}

void wake_all(const std::atomic<std::uint32_t>& word) {
  syscall(SYS_futex, &word, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0);
}

/// MPI moves what it still holds back for others only inside its calls.
void let_mpi_move() {
  int ignored = 0;
  check_mpi(MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_SELF, &ignored, MPI_STATUS_IGNORE),
            "MPI_Iprobe");
}

}  // namespace

SleepingBarrier::SleepingBarrier(const MpiGroup& ranks) : SleepingBarrier(ranks, ranks.split_by_host()) {}

SleepingBarrier::SleepingBarrier(const MpiGroup& ranks, MpiGroup host)
    : host_(std::move(host)), leaders_(ranks.split(host_.rank() == 0)) {
  static_assert(std::atomic<std::uint32_t>::is_always_lock_free);
  int unshared = share_memory() ? 0 : 1;
  check_mpi(MPI_Allreduce(MPI_IN_PLACE, &unshared, 1, MPI_INT, MPI_MAX, ranks.handle()), "MPI_Allreduce");
  if (unshared != 0) {
    window_ = MPI_WIN_NULL;  // freeing is collective, and not every rank has one
    meeting_ = &own_;
    expected_ = 1;
    leaders_ = ranks.split(true);
  }
  int hosts = leaders_.null() ? 0 : leaders_.size();
  check_mpi(MPI_Allreduce(MPI_IN_PLACE, &hosts, 1, MPI_INT, MPI_MAX, ranks.handle()), "MPI_Allreduce");
  one_host_ = hosts == 1;
}

SleepingBarrier::~SleepingBarrier() {
  int finalized = 0;
  if (window_ == MPI_WIN_NULL || MPI_Finalized(&finalized) != MPI_SUCCESS || finalized != 0) return;
  // It is collective, and after an error of this rank alone the others are elsewhere.
  if (std::uncaught_exceptions() == 0) MPI_Win_free(&window_);
}

/// Whether this host's ranks now meet in memory they share.
bool SleepingBarrier::share_memory() {
  const bool first = host_.rank() == 0;
  void* memory = nullptr;
  if (MPI_Win_allocate_shared(first ? sizeof(Meeting) : 0, 1, MPI_INFO_NULL, host_.handle(), &memory,
                              &window_) != MPI_SUCCESS)
    return false;
  check_mpi(MPI_Win_set_errhandler(window_, MPI_ERRORS_RETURN), "MPI_Win_set_errhandler");
  MPI_Aint size = 0;
  int unit = 0;
  if (MPI_Win_shared_query(window_, 0, &size, &unit, &memory) != MPI_SUCCESS || memory == nullptr)
    return false;
  meeting_ = static_cast<Meeting*>(memory);
  expected_ = static_cast<std::uint32_t>(host_.size());
  if (first) new (memory) Meeting;  // before the agreement that follows, which nobody passes alone
  return true;
}

void SleepingBarrier::wait() {
  const std::uint32_t round = meeting_->round.load();
  const std::uint32_t arrived = meeting_->arrived.fetch_add(1) + 1;
  if (arrived == expected_ && one_host_) return release();
  if (arrived == expected_) wake_all(meeting_->arrived);
  if (!leaders_.null() && !one_host_) {
    for (std::uint32_t come = arrived; come != expected_; come = meeting_->arrived.load())
      sleep_while(meeting_->arrived, come);
    meet_other_hosts();
    return release();
  }
  while (meeting_->round.load() == round) sleep_while(meeting_->round, round);
}

void SleepingBarrier::sleep_while(const std::atomic<std::uint32_t>& word, std::uint32_t value) const {
  constexpr timespec limit{0,
                           250'000'000};  // 28 looks a second of seven ranks: nothing beside a kernel's own
  wait_on(word, value, limit);
  if (word.load() == value) let_mpi_move();
}

void SleepingBarrier::meet_other_hosts() const {
  MPI_Request request = MPI_REQUEST_NULL;
  check_mpi(MPI_Ibarrier(leaders_.handle(), &request), "MPI_Ibarrier");
  const Nanoseconds begin = now();
  for (int done = 0;;) {
    check_mpi(MPI_Test(&request, &done, MPI_STATUS_IGNORE), "MPI_Test");
    if (done != 0) return;
    // Where ranks can't share memory somebody may be measuring beside this one: the longer the wait, the
    // rarer the looks, at 5 % of it.
    const Nanoseconds nap = (now() - begin) / 20;
    std::this_thread::sleep_for(
        std::clamp<Nanoseconds>(nap, std::chrono::milliseconds(1), std::chrono::milliseconds(20)));
  }
}

/// arrived first: who sees the new round may come again at once.
void SleepingBarrier::release() {
  meeting_->arrived.store(0);
  meeting_->round.fetch_add(1);
  wake_all(meeting_->round);
}

}  // namespace gpubench
