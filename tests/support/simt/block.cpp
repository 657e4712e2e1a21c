#include "tests/support/simt/block.hpp"

#include <cstring>
#include <stdexcept>

#include "tests/support/simt/words.hpp"

namespace gpubench::simt {
namespace {

std::string index_text(uint3 index) {
  return "(" + std::to_string(index.x) + "," + std::to_string(index.y) + "," + std::to_string(index.z) + ")";
}

bool is_same(const Place& a, const Place& b) {
  return a.line() == b.line() && a.column() == b.column() && std::strcmp(a.file_name(), b.file_name()) == 0;
}

}  // namespace

std::string place_text(const Place& place) {
  const std::string path = place.file_name();
  return path.substr(path.rfind('/') + 1) + ":" + std::to_string(place.line());
}

Block& block() {
  static Block one;
  return one;
}

void barrier(Place place) {
  block().wait_at_barrier(place);
}

void Block::run(uint3 index, const std::vector<unsigned>& order, const std::function<void()>& body) {
  blockIdx = index;
  body_ = &body;
  begin_threads(order.size());
  for (;;) {
    bool progress = false, all_done = true;
    for (const unsigned i : order) {
      Thread& thread = *threads_[i];
      progress |= thread.state == State::ready;
      if (thread.state == State::ready) take_turn(thread);
      all_done &= thread.state == State::done;
    }
    if (all_done) return;
    if (!progress && !open_barrier()) report_deadlock();
  }
}

void Block::begin_threads(std::size_t count) {
  while (pool_.size() < count) pool_.push_back(std::make_unique<Thread>());
  threads_.clear();
  for (std::size_t i = 0; i < count; ++i) threads_.push_back(pool_[i].get());
  error_ = nullptr;
  for (unsigned i = 0; i < count; ++i) {
    Thread& thread = *threads_[i];
    thread.linear = i;
    thread.index = {i % blockDim.x, i / blockDim.x % blockDim.y, i / (blockDim.x * blockDim.y)};
    thread.state = State::ready;
    thread.copies.assign(1, {});
    thread.context.begin(&Block::run_thread);
  }
}

void Block::take_turn(Thread& thread) {
  current_ = &thread;
  threadIdx = thread.index;
  thread.context.resume();
  if (!error_) return;
  acquire_end();  // The error is the thread's.
  std::rethrow_exception(error_);
}

void Block::run_thread() {
  Block& self = block();
  Thread& thread = *self.current_;
  try {
    (*self.body_)();
    thread.state = State::done;
    leave_warp();
  } catch (...) {
    self.error_ = std::current_exception();
  }
  Context::release(&self.end_);
  thread.context.leave();
}

void Block::wait_at_barrier(Place place) {
  Thread& thread = *current_;
  void* const mark = &barrier_marks_[barriers_ % 2];
  thread.state = State::at_barrier;
  thread.place = place;
  Context::release(mark);
  thread.context.pause();
  Context::acquire(mark);
}

/// Lets all go on where all have come to one barrier. One that has left the kernel can't come any more: the
/// programming guide leaves undefined what then happens.
bool Block::open_barrier() {
  for (Thread* const thread : threads_) {
    if (thread->state != State::at_barrier || !is_same(thread->place, threads_[0]->place)) return false;
  }
  for (Thread* const thread : threads_) thread->state = State::ready;
  ++barriers_;
  return true;
}

void Block::fail(const std::string& what) const {
  throw std::runtime_error("simt: " + thread_text(*current_) + ": " + what);
}

std::string Block::thread_text(const Thread& thread) const {
  return "thread " + index_text(thread.index) + " of block " + index_text(blockIdx);
}

void Block::report_deadlock() const {
  std::string text = "simt: no thread can go on:";
  std::string last;  // Of neighbours that do the same the first stands for all.
  for (Thread* const thread : threads_) {
    std::string does = " has left the kernel";
    if (thread->state == State::at_barrier) does = " waits at the barrier of " + place_text(thread->place);
    if (thread->state == State::in_warp) {
      does = std::string(" waits in ") + thread->arrival.word + " of " + place_text(thread->arrival.place);
    }
    if (does != last) text += (last.empty() ? " " : "; ") + thread_text(*thread) + does;
    last = does;
  }
  throw std::runtime_error(text);
}

}  // namespace gpubench::simt
