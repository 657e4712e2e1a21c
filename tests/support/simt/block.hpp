/// Block: the threads of the CUDA block that runs, and whose turn it is.
#pragma once
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/simt/context.hpp"
#include "tests/support/simt/copy_async.hpp"
#include "tests/support/simt/warp.hpp"

namespace gpubench::simt {

enum class State { ready, at_barrier, in_warp, done };

struct Thread {
  Context context;
  uint3 index{};
  unsigned linear = 0;
  State state = State::ready;
  Place place;               ///< Of the barrier it waits at.
  Arrival arrival{};         ///< What it waits in, of its warp.
  std::uint64_t answer = 0;  ///< What its warp gives it.
  std::vector<std::vector<PendingCopy>> copies;
  char came = 0, woken = 0;  ///< Their addresses tell the thread sanitizer what a warp orders.
};

class Block {
 public:
  /// Makes room for so many threads and runs body in each, for the block of that index. Throws what a thread
  /// failed with, or std::runtime_error where none can go on.
  void run(uint3 index, const std::vector<unsigned>& order, const std::function<void()>& body);

  /// The one whose turn it is.
  Thread& current() { return *current_; }
  const std::vector<Thread*>& threads() const { return threads_; }
  void wait_at_barrier(Place place);
  /// Of the current thread. Throws std::runtime_error, which ends the launch.
  [[noreturn]] void fail(const std::string& what) const;
  /// Orders the whole launch before what the host does next.
  void acquire_end() { Context::acquire(&end_); }

 private:
  static void run_thread();
  void begin_threads(std::size_t count);
  void take_turn(Thread& thread);
  bool open_barrier();
  std::string thread_text(const Thread& thread) const;
  [[noreturn]] void report_deadlock() const;

  std::vector<std::unique_ptr<Thread>> pool_;  // Kept from block to block with their stacks.
  std::vector<Thread*> threads_;
  Thread* current_ = nullptr;
  const std::function<void()>* body_ = nullptr;
  std::exception_ptr error_;
  unsigned barriers_ = 0;
  char barrier_marks_[2] = {};  // Two, so that what a fast thread does next is not ordered with the slow.
  char end_ = 0;
};

/// The one there is.
Block& block();

/// "kernel.cuh:12"
std::string place_text(const Place& place);

}  // namespace gpubench::simt
