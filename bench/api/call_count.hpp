/// CallCount: how far one process has come in its calls to other ranks.
#pragma once
#include <atomic>
#include <cstdint>

namespace gpubench {

/// Counts for a thread that watches beside the one that calls, and may be waiting inside MPI. Two stores a
/// call, no more: beside the 120 ns of a small message they are not seen.
class CallCount {
 public:
  std::uint64_t begun() const { return begun_.load(std::memory_order_relaxed); }
  /// Never more than begun(); fewer while the thread is inside a call.
  std::uint64_t ended() const { return ended_.load(std::memory_order_relaxed); }

 private:
  friend class Call;
  /// One thread writes, so nothing is lost between reading and writing.
  static void add_one(std::atomic<std::uint64_t>& count) {
    count.store(count.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  }
  std::atomic<std::uint64_t> begun_{0};
  std::atomic<std::uint64_t> ended_{0};
};

/// A call that may wait for another rank, while it lives.
class Call {
 public:
  explicit Call(CallCount& count) : count_(count) { CallCount::add_one(count_.begun_); }
  ~Call() { CallCount::add_one(count_.ended_); }
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

 private:
  CallCount& count_;
};

}  // namespace gpubench
